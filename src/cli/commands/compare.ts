/**
 * `grantlint compare REFERENCE CANDIDATE`: what the candidate allows that the reference does not, and the other way round.
 */
import { compareDocuments, kindOf, standsAlone } from '../../ask/compare-documents.ts';
import type { DocumentKind } from '../../ask/document-kinds.ts';
import { openCatalogue } from '../../aws/catalogue.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import { renderCompareJson, renderCompareText, type ShownDocument } from '../../report/render-compare.ts';
import { maskDocument } from '../../scan/mask.ts';
import type { CompareCommand } from '../command.ts';
import { readData } from '../data.ts';
import { type Exit, exits } from '../exit.ts';
import { writeOutputs } from '../outputs.ts';
import { documentIn, type PolicyFile, readPolicyFile } from '../policy-files.ts';
import type { World } from '../world.ts';

/** Exit by the verdict on new access. */
const exitByVerdict = { yes: exits.findings, no: exits.ok, undetermined: exits.undetermined } as const;

/** Runs it. Throws InputError with exit 3 for a file that is no policy document of the kind. */
export function runCompare(command: CompareCommand, world: World): Exit {
  const files = [command.reference, command.candidate].map((file) => readPolicyFile(file, world.terminal));
  const kind = command.kind ?? kindOf(files.map((file) => documentIn(file, undefined)));
  const [reference, candidate] = files.map((file) => ({ file, document: documentIn(file, kind) }));
  if (reference === undefined || candidate === undefined) throw new Error('two files were named');
  const comparison = compareDocuments(reference.document, candidate.document, kind, openCatalogue(readData));
  writeOutputs(command, world, (format, style) =>
    format === 'json'
      ? renderCompareJson(comparison)
      : renderCompareText(comparison, {
          ...style,
          reference: shown(reference, kind),
          candidate: shown(candidate, kind),
        }),
  );
  return exitByVerdict[comparison.newAccess.verdict];
}

function shown(
  { file, document }: { readonly file: PolicyFile; readonly document: PolicyDocument },
  kind: DocumentKind,
): ShownDocument {
  const beside = besideOf(document, kind);
  return { file: file.file, tree: maskDocument(file.json), ...(beside === undefined ? {} : { beside }) };
}

function besideOf(document: PolicyDocument, kind: DocumentKind): string | undefined {
  if (kind === 'rcp') return 'RCPFullAWSAccess';
  return kind === 'scp' && !standsAlone(document) ? 'FullAWSAccess' : undefined;
}
