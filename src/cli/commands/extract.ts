/**
 * `grantlint extract`: every policy document found, its state, and why.
 */
import { openCatalogue } from '../../aws/catalogue.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import { extract } from '../../extract/extract.ts';
import { hidesContent } from '../../extract/hides.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { type ExtractedDocument, renderExtractJson, renderExtractText } from '../../report/render-extract.ts';
import { treeOf } from '../../scan/finding.ts';
import type { DocumentSubject } from '../../subject/types.ts';
import type { ExtractCommand } from '../command.ts';
import { readData } from '../data.ts';
import { type Exit, exitOf, exits } from '../exit.ts';
import { readPlanText } from '../inputs.ts';
import { findSource, openerIn } from '../source.ts';
import { tellProblems } from '../tell-problems.ts';
import type { World } from '../world.ts';

/** Runs it. */
export async function runExtract(command: ExtractCommand, version: string, world: World): Promise<Exit> {
  const { managedPolicy } = openCatalogue(readData);
  const documents: ExtractedDocument[] = [];
  const problems: Problem[] = [];
  for (const file of command.plans) {
    try {
      const plan = readPlan(readPlanText(file, world.terminal), file);
      problems.push(...plan.problems);
      const types = new Set<string>();
      const found = hidesContent(plan, types) ? await findSource(plan, command.source) : undefined;
      problems.push(...(found?.problems ?? []));
      for (const document of extract(plan, { managedPolicy, types, ...openerIn(found) }).documents()) {
        documents.push(extracted(file, document, found?.hint));
      }
    } catch (error) {
      if (!(error instanceof InputError) || error.exit === 2) throw error;
      problems.push(...error.problems);
    }
  }
  const isWhole = tellProblems(problems, world);
  const color = command.color === 'always' || (command.color === 'auto' && world.terminal.color);
  for (const { format, file } of command.outputs) {
    const text =
      format === 'json'
        ? renderExtractJson(documents, { version })
        : renderExtractText(documents, { width: world.terminal.columns, color: color && file === undefined });
    if (file === undefined) world.out(text);
    else world.write(file, text);
  }
  return exitOf(isWhole ? [] : [exits.plan]);
}

function extracted(file: string, document: DocumentSubject, hint: string | undefined): ExtractedDocument {
  const { content, judged, state } = document;
  const tree = treeOf(content);
  const isInvalid = judged && content !== undefined && !parsePolicy(content).ok;
  const isHidden = state === 'undetermined' && document.references.length > 0;
  return {
    file,
    document,
    state: isInvalid ? 'invalid' : state,
    ...(tree === undefined ? {} : { tree }),
    ...(isHidden && hint !== undefined ? { hint } : {}),
  };
}
