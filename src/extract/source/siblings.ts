/**
 * Known arguments of a resource against what its source says of them: where they differ, the source was edited.
 */
import { isHole, type Value } from '../../base/value.ts';
import { typeOfBlock } from '../../hcl/configuration/blocks.ts';
import type { Block, Expression } from '../../hcl/syntax/tree.ts';
import { after } from '../../plan/change.ts';
import type { ResourceChange } from '../../plan/types.ts';
import { contradicts, lacksEntry } from './agreement.ts';

/** Arguments and blocks of a resource that the plan shows as they are written. */
export function comparableNames({ body }: Block, { raw }: Pick<ResourceChange, 'raw'>): readonly string[] {
  const ignored = (raw.before ?? null) === null ? [] : ignoredIn(body.blocks);
  if (ignored.includes('all')) return [];
  const names = new Set([...body.attributes.keys(), ...body.blocks.map(typeOfBlock)]);
  return [...names].filter((name) => !own.has(name) && !ignored.includes(name));
}

/** What is Terraform's own. https://developer.hashicorp.com/terraform/language/meta-arguments */
const own: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/** Arguments that keep what they were before, whatever is written. */
function ignoredIn(blocks: readonly Block[]): readonly string[] {
  return blocks
    .filter(({ type }) => type === 'lifecycle')
    .flatMap(({ body }) => {
      const names = body.attributes.get('ignore_changes')?.expression;
      if (names?.kind === 'variable') return [names.name];
      return names?.kind === 'tuple' ? names.items.map(rootOf) : [];
    });
}

function rootOf(expression: Expression): string {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'literal' && typeof expression.value === 'string')
    return expression.value.split(/[.[]/, 1)[0] ?? '';
  return 'of' in expression ? rootOf(expression.of) : '';
}

/** True where the plan knows the argument, and the source has another value for it. */
export function differs(planned: Value | undefined, written: Value | undefined): boolean {
  if (planned === undefined || written === undefined) return false;
  return contradicts(planned, written) || lacksEntry(planned, written);
}

/** What the plan knows of an argument; undefined where it hides it. */
export function plannedAt(change: Pick<ResourceChange, 'raw'>, name: string): Value | undefined {
  const values = after(change);
  const planned = values === null || !Object.hasOwn(values, name) ? undefined : values[name];
  return planned === null || isHole(planned) ? undefined : planned;
}
