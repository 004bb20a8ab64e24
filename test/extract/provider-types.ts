/**
 * What `@cdktf/provider-aws` knows of the AWS provider's schema, read out of its declarations: each argument of a
 * resource or data source names its page and its Terraform name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const lib = join(dirname(createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json')), 'lib');

/** One argument, wherever in the resource it stands. */
export interface Argument {
  /** `aws_iam_role`, or `data.aws_iam_role`. */
  readonly type: string;
  readonly name: string;
  /** True for text and lists of text. */
  readonly isText: boolean;
}

const argument =
  /\/docs\/(resources|data-sources)\/(\w+)#(\w+) [^}]*\}(?:[^*]|\*(?!\/))*\*\/\s*readonly \w+\??: ([^;]+);/g;

/** Every argument of one resource type; undefined where the types do not know it. */
export function declarationsOf(type: string): string | undefined {
  const isData = type.startsWith('data.');
  const folder = type.replace(/^data\.aws_|^aws_/, '').replaceAll('_', '-');
  const file = join(lib, isData ? `data-aws-${folder}` : folder, 'index.d.ts');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Every argument of every type. */
export function everyArgument(): readonly Argument[] {
  return readdirSync(lib).flatMap((folder) => {
    const file = join(lib, folder, 'index.d.ts');
    return existsSync(file) ? argumentsOf(readFileSync(file, 'utf8')) : [];
  });
}

function argumentsOf(declarations: string): readonly Argument[] {
  return [...declarations.matchAll(argument)].map(([, page, type, name, written]) => ({
    type: `${page === 'data-sources' ? 'data.' : ''}aws_${type}`,
    name: name ?? '',
    isText: written === 'string' || written === 'string[]',
  }));
}
