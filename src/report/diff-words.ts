/**
 * The words of a diff, the same in text and Markdown.
 */
import { plural } from '../base/layout.ts';
import type { AccessChange, Asker, DiffResult, StatementPlace } from '../scan/diff/types.ts';

/** What happens, in one word. */
export function wordOf({ life, relation, newAccess, lostAccess }: AccessChange): string {
  if (life === 'created') return 'CREATED';
  if (life === 'destroyed') return 'DESTROYED';
  if (newAccess.verdict === 'undetermined') return 'UNDETERMINED';
  if (newAccess.verdict === 'yes') return lostAccess.verdict === 'no' ? 'GAINS' : 'CHANGES';
  if (lostAccess.verdict === 'undetermined') return 'UNDETERMINED';
  return relation === 'equal' ? 'SAME' : 'LOSES';
}

/** What it is, as people call it: "role `deploy`", "trust policy". */
export function kindInWords({ subject, kind, name, address }: AccessChange): string {
  if (subject === 'document') return kind === 'scp' || kind === 'rcp' ? kind.toUpperCase() : `${kind} policy`;
  const word = kind.replace('-', ' ');
  return name === undefined || name === address ? word : `${word} ${name}`;
}

/** The policy says who may, so that the request's principal matters. */
export function isAboutCallers(kind: AccessChange['kind']): boolean {
  return kind === 'resource' || kind === 'trust' || kind === 'endpoint' || kind === 'rcp';
}

/** ", trusted account partner", after who asks; empty where nobody tells whom to trust. */
export function askerInWords(asker: Asker | undefined): string {
  if (asker === undefined) return '';
  const { trust, name } = asker;
  if (trust === 'outsider') return ', an outsider';
  const kind = trust === 'vendor' ? 'vendor, an outsider' : `${trust} account`;
  return `, ${kind}${name === undefined ? '' : `: ${name}`}`;
}

/** Where a statement stands. */
export function statementInWords({ address, attribute, pointer, sid }: StatementPlace): string {
  const path = attribute === '' ? '' : ` ${attribute}`;
  return `${address}${path} ${pointer}${sid === null ? '' : ` (${sid})`}`;
}

/** Changes that a reader is told one by one; where a principal tells the same as a document, the principal. */
export function toldOf(changes: readonly AccessChange[]): readonly AccessChange[] {
  return changes.filter((one) => !one.told && !isQuiet(one));
}

/** Nothing is new, lost or open: listed by name only. */
export function isQuiet({ newAccess, lostAccess }: AccessChange): boolean {
  return newAccess.verdict === 'no' && lostAccess.verdict === 'no';
}

/** "2 gain access, 1 loses some; 1 not compared". */
export function totalsOf({ changes, undetermined }: DiffResult): string {
  const untold = changes.filter((one) => !one.told);
  const count = (of: (one: AccessChange) => boolean) => untold.filter(of).length;
  const gaining = count((one) => one.newAccess.verdict === 'yes');
  const losing = count((one) => one.newAccess.verdict === 'no' && one.lostAccess.verdict === 'yes');
  const same = count(isQuiet);
  const open = untold.length - gaining - losing - same;
  const parts = [
    gaining === 0 ? 'nothing gains access' : `${plural(gaining, 'gains', 'gain')} access`,
    ...(losing === 0 ? [] : [`${plural(losing, 'only loses', 'only lose')} access`]),
    ...(same === 0 ? [] : [`${plural(same, 'stays', 'stay')} the same`]),
    ...(open === 0 ? [] : [`${open} undetermined`]),
    ...(undetermined.length === 0 ? [] : [`${undetermined.length} not compared`]),
  ];
  return parts.join(', ');
}

/** What the gate says. */
export function gateInWords({ gate }: DiffResult): string {
  if (gate.passed) return 'gate open';
  const why = gate.failing > 0 ? `--fail-on ${gate.failOn}` : '--unknown fail';
  return `gate closed (${why})`;
}
