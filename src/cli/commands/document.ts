/**
 * `grantlint document FILE... --kind K`: policy documents that are not in a plan, judged like those of one.
 */
import { nearest } from '../../base/nearest.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import { type LooseScope, looseExtraction, typesWith } from '../../extract/loose-document.ts';
import { scan } from '../../scan/scan.ts';
import type { Extraction } from '../../subject/types.ts';
import { namedAccounts } from '../accounts.ts';
import type { DocumentCommand } from '../command.ts';
import { readSettings } from '../configuration.ts';
import type { Exit } from '../exit.ts';
import { readPolicyFile } from '../policy-files.ts';
import { gateOptions, reportScan } from '../report-scan.ts';
import { readRuleset } from '../ruleset.ts';
import { usageError } from '../usage.ts';
import type { World } from '../world.ts';

/** Runs it. Files that are no JSON are told on standard error, and the others are judged all the same. */
export async function runDocument(command: DocumentCommand, version: string, world: World): Promise<Exit> {
  checkType(command);
  const settings = await readSettings(command);
  const ruleset = await readRuleset(command, settings.configuration, command.accounts);
  const { all, own = [] } = namedAccounts(command.accounts, settings.configuration);
  const account = all ?? (own.length === 1 ? own[0] : undefined);
  const { extractions, problems } = readFiles(
    command,
    { ...command.scope, ...(account === undefined ? {} : { account }) },
    world,
  );
  // Rules about plans would find missing what is merely not in a document.
  const rules = ruleset.compiled.filter(({ rule }) =>
    ['statement', 'document'].includes(rule.appliesTo.subject),
  );
  const result = scan(extractions, rules, gateOptions(command, settings, ruleset), problems);
  return reportScan(result, command, settings, version, world);
}

function readFiles(
  { files }: DocumentCommand,
  scope: LooseScope,
  { terminal }: World,
): { readonly extractions: readonly Extraction[]; readonly problems: readonly Problem[] } {
  const extractions: Extraction[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      const { text } = readPolicyFile(file, terminal);
      const extraction = looseExtraction(file, { form: 'text', text }, scope);
      extractions.push(extraction);
      problems.push(...unknownServices(extraction));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { extractions, problems };
}

/** Rules about one service are not asked of a resource policy of no known service: whoever reads the result must know. */
function unknownServices({ file, documents }: Extraction): readonly Problem[] {
  return [...documents()].flatMap(({ kind, service }) =>
    kind !== 'resource' || service !== undefined
      ? []
      : [
          {
            code: 'unknown-service',
            message:
              'its actions do not tell one service: rules about the policies of one service were not asked',
            hint: 'name what it is attached to, as in `--resource-type aws_s3_bucket_policy`',
            file,
          },
        ],
  );
}

/** A type that holds no such documents would leave out the rules about its service. */
function checkType({ scope: { kind, type } }: DocumentCommand): void {
  if (type === undefined) return;
  const known = typesWith(kind);
  if (known.includes(type)) return;
  const near = nearest(type, known);
  throw usageError(
    `no ${kind} policy is known to stand in \`${type}\``,
    near === undefined ? `they stand in: ${known.slice(0, 12).join(', ')} …` : `did you mean \`${near}\`?`,
  );
}
