/**
 * Plans → what they change in what is granted. Principals first, then every document; a document that a principal of
 * the plan holds is marked as told where the principal tells the same. An inline policy is nobody else's: where its holder
 * has the same by another policy, as after a statement moved, nothing is gained.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import type { Problem } from '../../base/problem.ts';
import { type Universe, universeOf } from '../../reason/action-set.ts';
import { type Severity, severities } from '../../rule/types.ts';
import type { DocumentSubject, Extraction, PrincipalSubject } from '../../subject/types.ts';
import { text } from '../order.ts';
import { compareDocument } from './compare-document.ts';
import { type ComparedPrincipal, comparePrincipal } from './compare-principal.ts';
import { orderChanges } from './order-changes.ts';
import type { AccessChange, Acquaintance, DiffResult, NotCompared } from './types.ts';

/** What the user asked of the gate. */
export interface DiffOptions {
  readonly failOn: Severity | 'never';
  readonly unknown: 'fail' | 'warn' | 'ignore';
  /** Absent where the user names nobody. */
  readonly known?: Acquaintance;
}

/** Compares. Throws `Mismatch` for a defect of grantlint. */
export function diff(
  extractions: readonly Extraction[],
  catalogue: Catalogue,
  options: DiffOptions,
  problems: readonly Problem[],
): DiffResult {
  const universe = universeOf(catalogue);
  const all = extractions.map((extraction, plan) => diffPlan(extraction, universe, plan, options.known));
  const changes = orderChanges(all.flatMap((one) => one.changes));
  const undetermined = all.flatMap((one) => one.undetermined).sort(byPlace);
  return {
    plans: extractions.map(({ file, formatVersion, terraformVersion, complete }) => ({
      file,
      formatVersion,
      ...(terraformVersion === undefined ? {} : { terraformVersion }),
      complete,
    })),
    changes,
    undetermined,
    problems,
    gate: gateOf(changes, undetermined.length, options),
  };
}

interface Told {
  readonly changes: readonly AccessChange[];
  readonly undetermined: readonly NotCompared[];
}

function diffPlan(
  extraction: Extraction,
  universe: Universe,
  plan: number,
  known: Acquaintance | undefined,
): Told {
  const principals = [...comparedPrincipals(extraction, universe, plan)];
  const changes: AccessChange[] = principals.map(({ change }) => ({ ...change, told: false }));
  const undetermined: NotCompared[] = principals.flatMap((one) => one.undetermined);
  const holders = holdersOf(principals);
  const holdersAt = (change: Unmarked) =>
    holders.size === 0 ? nobody : (holders.get(keyOf(change)) ?? nobody);
  for (const document of extraction.documents()) {
    const compared = compareDocument(document, universe, plan, known);
    if (compared === undefined) continue;
    if ('undetermined' in compared) undetermined.push(compared.undetermined);
    else {
      changes.push(marked(compared.change, document, holdersAt(compared.change)));
    }
  }
  return { changes, undetermined: distinct(undetermined) };
}

function* comparedPrincipals(
  extraction: Extraction,
  universe: Universe,
  plan: number,
): Iterable<ComparedPrincipal> {
  const left = new Map([...extraction.principalsBefore()].map((one) => [one.key, one]));
  const compare = (before: PrincipalSubject | undefined, after: PrincipalSubject | undefined) =>
    comparePrincipal(before, after, universe, plan) ?? [];
  for (const after of extraction.principals()) {
    const before = left.get(after.key);
    left.delete(after.key);
    yield* [compare(before, after)].flat();
  }
  for (const before of left.values()) yield* [compare(before, undefined)].flat();
}

type Unmarked = ComparedPrincipal['change'];

/** The change with whether its holders tell it. What a holder has by another policy is gained by nobody. */
function marked(
  change: Unmarked,
  document: DocumentSubject,
  holders: readonly ComparedPrincipal[],
): AccessChange {
  const isSettled = (direction: Direction) => isInline(document) && isHeldAnyway(direction, holders);
  const told =
    holders.length > 0 && directions.every((one) => isTold(one, change, holders) || isSettled(one));
  if (change.newAccess.verdict === 'no' || !isSettled('newAccess')) return Object.assign(change, { told });
  const { severity: _, ...rest } = change;
  return { ...rest, told };
}

const directions = ['newAccess', 'lostAccess'] as const;
type Direction = (typeof directions)[number];

const nobody: readonly ComparedPrincipal[] = [];

type Holders = ReadonlyMap<string, readonly ComparedPrincipal[]>;

function holdersOf(principals: readonly ComparedPrincipal[]): Holders {
  const holders = new Map<string, ComparedPrincipal[]>();
  for (const principal of principals) {
    for (const key of new Set(principal.holds.map(keyOf))) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [principal]);
      else known.push(principal);
    }
  }
  return holders;
}

/** True for a policy that only one principal can hold. */
function isInline({ kind, origins: [{ type, attribute }] }: DocumentSubject): boolean {
  if (kind !== 'identity') return false;
  return (
    /^aws_iam_(role|user|group)_policy$|_inline_policy$/.test(type) || attribute.startsWith('inline_policy[')
  );
}

/** True where nobody who holds the document gains, or loses, anything by it, and no boundary is the reason. */
function isHeldAnyway(direction: Direction, holders: readonly ComparedPrincipal[]): boolean {
  const keeps = ({ change, limited }: ComparedPrincipal) => !limited && change[direction].verdict === 'no';
  return holders.length > 0 && holders.every(keeps);
}

function keyOf({ address, attribute }: Pick<AccessChange, 'address' | 'attribute'>): string {
  return `${address} ${attribute}`;
}

/** True where the document does not change in the direction, or a principal that holds it changes in it, too. */
function isTold(direction: Direction, changed: Unmarked, holders: readonly ComparedPrincipal[]): boolean {
  const { verdict } = changed[direction];
  return verdict === 'no' || holders.some(({ change }) => change[direction].verdict === verdict);
}

function gateOf(
  changes: readonly AccessChange[],
  undetermined: number,
  { failOn, unknown }: DiffOptions,
): DiffResult['gate'] {
  const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
  const isFailing = ({ severity }: AccessChange) =>
    severity !== undefined && severities.indexOf(severity) <= limit;
  const failing = changes.filter(isFailing).length;
  const isOpen = ({ newAccess }: AccessChange) => newAccess.verdict === 'undetermined';
  const unknownFails = unknown === 'fail' && (undetermined > 0 || changes.some(isOpen));
  return { passed: failing === 0 && !unknownFails, failing, failOn, unknownFails };
}

function distinct(all: readonly NotCompared[]): readonly NotCompared[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function byPlace(left: NotCompared, right: NotCompared): number {
  return left.plan - right.plan || text(left.address, right.address) || text(left.attribute, right.attribute);
}
