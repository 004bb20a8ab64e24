/**
 * Plans → what they change in what is granted. Principals first, then every document; a document that a principal of
 * the plan holds is marked as told where the principal tells the same.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import type { Problem } from '../../base/problem.ts';
import { type Universe, universeOf } from '../../reason/action-set.ts';
import { type Severity, severities } from '../../rule/types.ts';
import type { Extraction, PrincipalSubject } from '../../subject/types.ts';
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
  const holdersAt = (change: ComparedPrincipal['change']) =>
    holders.size === 0 ? nobody : (holders.get(keyOf(change)) ?? nobody);
  for (const document of extraction.documents()) {
    const compared = compareDocument(document, universe, plan, known);
    if (compared === undefined) continue;
    if ('undetermined' in compared) undetermined.push(compared.undetermined);
    else {
      const { change } = compared;
      changes.push(Object.assign(change, { told: isTold(change, holdersAt(change)) }));
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

const nobody: readonly ComparedPrincipal['change'][] = [];

type Holders = ReadonlyMap<string, readonly ComparedPrincipal['change'][]>;

function holdersOf(principals: readonly ComparedPrincipal[]): Holders {
  const holders = new Map<string, ComparedPrincipal['change'][]>();
  for (const { change, holds } of principals) {
    for (const key of new Set(holds.map(keyOf))) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [change]);
      else known.push(change);
    }
  }
  return holders;
}

function keyOf({ address, attribute }: Pick<AccessChange, 'address' | 'attribute'>): string {
  return `${address} ${attribute}`;
}

/** True where every direction in which the document changes is a change of a principal that holds it, too. */
function isTold(
  { newAccess, lostAccess }: ComparedPrincipal['change'],
  holders: readonly ComparedPrincipal['change'][],
): boolean {
  const tells = (direction: 'newAccess' | 'lostAccess', verdict: string) =>
    verdict === 'no' || holders.some((one) => one[direction].verdict === verdict);
  return (
    holders.length > 0 && tells('newAccess', newAccess.verdict) && tells('lostAccess', lostAccess.verdict)
  );
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
