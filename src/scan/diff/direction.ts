/**
 * One direction of a change: what one side allows and the other does not, statement by statement.
 */
import { boundsOf } from '../../ask/bounds.ts';
import { placeOf, witnessOf } from '../../ask/witness.ts';
import type { Text } from '../../base/value.ts';
import { accountOf } from '../../iam/caller.ts';
import { evaluateDocument } from '../../iam/evaluate.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { Request } from '../../iam/request.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import { outsiders, strangers } from '../../reason/attackers.ts';
import { type Answer, askAccess, type Relation } from '../../reason/compare.ts';
import type { NewAccess } from '../../reason/new-access.ts';
import type { Access } from '../../reason/replay.ts';
import type { Severity } from '../../rule/types.ts';
import type { PolicyKind } from '../../subject/types.ts';
import { bySeverity, severeActions, severityOf } from './severity.ts';
import type { Acquaintance, Allowance, Asker, Direction, StatementPlace } from './types.ts';

/** Two sides, and what is known of their documents. */
export interface Sides {
  readonly before: Access;
  readonly after: Access;
  readonly kind: PolicyKind | 'principal';
  /** Where a document stands in the plan; undefined for what only stands beside it. */
  readonly standing: (document: PolicyDocument) => Pick<StatementPlace, 'address' | 'attribute'> | undefined;
  /** What the denials alone leave of everything is compared: who is allowed it, other policies decide. */
  readonly lifted?: true;
  /** Nothing of the documents may be shown. */
  readonly sensitive: boolean;
  /** Absent where the user names nobody: then nobody is called an outsider. */
  readonly known?: Acquaintance;
}

/** What `granted` allows and `withheld` does not. Of what is gained the worst is told. */
export function directionOf(
  side: 'gained' | 'lost',
  [granted, withheld]: readonly [granted: Access, withheld: Access],
  sides: Sides,
  universe: Universe,
): Direction {
  const answer = askAccess(granted, withheld, { universe, extent: 'each' });
  if (answer.verdict === 'no') return { verdict: 'no' };
  if (answer.verdict === 'undetermined') {
    const { reason, references } = answer;
    return { verdict: 'undetermined', reason, references };
  }
  const open = openToAnyone([granted, withheld], answer, sides, universe);
  const outside = openToOutsiders([granted, withheld], answer, sides, universe);
  const told = (found: NewAccess) => {
    const one = open.get(found.statement) ?? outside.get(found.statement) ?? found;
    const shown = side === 'gained' ? worstOf(one, { granted, withheld, universe }) : one;
    return allowanceOf(shown, withheld, sides, { open, outside }, universe);
  };
  const [first, ...others] = answer.found;
  const all = [told(first), ...others.map(told)].sort((a, b) => bySeverity(a.severity, b.severity));
  return { verdict: 'yes', allowances: all as [Allowance, ...Allowance[]], assuming: answer.assuming };
}

interface Asked {
  readonly granted: Access;
  readonly withheld: Access;
  readonly universe: Universe;
}

/** Of what a statement newly allows, the request that matters most: the first that is found may be a harmless one. */
function worstOf(one: NewAccess, { granted, withheld, universe }: Asked): NewAccess {
  for (const actions of severeActions(one.statement, universe.catalogue)) {
    if (one.actions.every((action) => actions.includes(action))) return one;
    const layers = [...onlyBy(one.statement, granted).layers, [allowing(actions)]];
    const answer = askAccess({ layers }, withheld, { universe, extent: 'one' });
    if (answer.verdict !== 'yes') continue;
    const [worse] = answer.found;
    return { ...worse, statement: one.statement, document: one.document };
  }
  return one;
}

/** The access with one statement of its first layer, and every denial. */
function onlyBy(statement: Statement, { layers: [first = [], ...limits] }: Access): Access {
  const held = first.map((document) => ({
    ...document,
    statements: document.statements.filter((one) => one === statement || one.effect !== 'Allow'),
  }));
  return { layers: [held, ...limits] };
}

function allowing(actions: readonly string[]): PolicyDocument {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const parsed = parsePolicy({ form: 'tree', tree: { Version: '2012-10-17', Statement } });
  if (!parsed.ok) throw new Error('a question that is no policy');
  return parsed.document;
}

/** The same for what was found already, statement by statement; nothing found is nothing new. */
export function foundDirection(
  found: readonly NewAccess[],
  withheld: Access,
  sides: Sides,
  universe: Universe,
): Direction {
  if (found.length === 0) return { verdict: 'no' };
  const told = found.map((one) => allowanceOf(one, withheld, sides, closed, universe));
  if (told.length > 1) told.sort((a, b) => bySeverity(a.severity, b.severity));
  return { verdict: 'yes', allowances: told as [Allowance, ...Allowance[]], assuming: [] };
}

const noStatements: OpenStatements = new Map();
const closed: Openness = { open: noStatements, outside: noStatements };

type OpenStatements = ReadonlyMap<NewAccess['statement'], NewAccess>;

interface Openness {
  /** To anyone in the world. */
  readonly open: OpenStatements;
  /** To somebody whom the user does not trust. */
  readonly outside: OpenStatements;
}

/** The statements through which anyone newly gets in, with a request of theirs. */
function openToAnyone(
  [granted, withheld]: readonly [Access, Access],
  answer: Yes,
  sides: Sides,
  universe: Universe,
): OpenStatements {
  if (!isAboutCallers(answer, sides)) return noStatements;
  return byStatement(askAccess(granted, withheld, { universe, extent: 'each', worldsOf: strangers }));
}

/** The same for whoever is not trusted; nothing where no own account is known, since anybody could be of it. */
function openToOutsiders(
  [granted, withheld]: readonly [Access, Access],
  answer: Yes,
  sides: Sides,
  universe: Universe,
): OpenStatements {
  const { known } = sides;
  if (known === undefined || !isAboutCallers(answer, sides)) return noStatements;
  const { accounts, organization } = known;
  if (!Object.values(accounts).some(({ trust }) => trust === 'own')) return noStatements;
  const trusted = {
    accounts: Object.keys(accounts).filter((number) => accounts[number]?.trust !== 'vendor'),
    ...(organization === undefined ? {} : { organization }),
  };
  return byStatement(
    askAccess(granted, withheld, { universe, extent: 'each', worldsOf: outsiders(trusted) }),
  );
}

type Yes = Extract<Answer, { verdict: 'yes' }>;

function isAboutCallers({ found }: Yes, { kind, lifted }: Sides): boolean {
  const isNamed = lifted === undefined && (kind === 'resource' || kind === 'trust');
  return isNamed && found.some(({ statement }) => statement.principal !== undefined);
}

function byStatement(answer: Answer): OpenStatements {
  return answer.verdict === 'yes' ? new Map(answer.found.map((one) => [one.statement, one])) : noStatements;
}

function allowanceOf(
  { request, statement, document, actions }: NewAccess,
  withheld: Access,
  { kind, standing, sensitive, known, lifted }: Sides,
  { open, outside }: Openness,
  { catalogue }: Universe,
): Allowance {
  const anyone = open.has(statement);
  const at = standing(document);
  const denial = denialIn(withheld, request);
  const denied = denial === undefined ? undefined : standing(denial.document);
  const witness = witnessOf(request, [document, ...withheld.layers.flat()]);
  const { principal } = witness;
  const allowance: { -readonly [K in keyof Allowance]: Allowance[K] } = {
    actions: sensitive ? [] : actions,
    anyone,
    severity: severityOf({ actions, statement, principal, kind, anyone }, catalogue),
  };
  const isNamed = known !== undefined && !anyone && lifted === undefined && statement.principal !== undefined;
  const asker = isNamed ? askerOf(request, outside.has(statement), known) : undefined;
  if (asker !== undefined) allowance.asker = asker;
  if (!sensitive) allowance.witness = witness;
  if (!sensitive && at !== undefined) allowance.written = inShort(statement);
  if (at !== undefined) allowance.statement = standingAt(at, statement);
  if (denial !== undefined && denied !== undefined) allowance.denied = standingAt(denied, denial.statement);
  return allowance;
}

function askerOf({ caller }: Request, isOutside: boolean, { accounts }: Acquaintance): Asker | undefined {
  const account = accountOf(caller) ?? '';
  const { trust, name } = (Object.hasOwn(accounts, account) ? accounts[account] : undefined) ?? {};
  if (trust !== undefined) return { trust, ...(name === undefined ? {} : { name }) };
  return isOutside && account !== '' ? { trust: 'outsider' } : undefined;
}

function standingAt(
  { address, attribute }: Pick<StatementPlace, 'address' | 'attribute'>,
  statement: Statement,
): StatementPlace {
  const { pointer, sid } = placeOf(statement);
  return { address, attribute, pointer, sid };
}

/** "s3:*, kms:Decrypt on *"; three values of each, since a statement may have thousands. */
function inShort({ action, resource }: Statement): string {
  const actions = `${action.negated ? 'all but ' : ''}${listed(action.values)}`;
  if (resource === undefined) return actions;
  return `${actions} on ${resource.negated ? 'all but ' : ''}${listed(resource.values)}`;
}

function listed(values: readonly Text[]): string {
  const shown = values
    .slice(0, 3)
    .map((value) => (typeof value === 'string' ? value : '(known after apply)'));
  const left = values.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function denialIn({ layers }: Access, request: Request) {
  for (const document of layers.flat()) {
    if (document.statements.every(({ effect }) => effect === 'Allow')) continue;
    // Of a document that is known in part only what it certainly denies.
    const { voice, statement } = evaluateDocument(boundsOf(document).most, request);
    if (voice === 'denies' && statement !== undefined) return { document, statement };
  }
  return undefined;
}

/** What the side after is to the side before. */
export function relationOf(gained: Direction, lost: Direction): Relation {
  if (gained.verdict === 'yes')
    return lost.verdict === 'no' ? 'wider' : lost.verdict === 'yes' ? 'incomparable' : 'undetermined';
  if (gained.verdict === 'undetermined' || lost.verdict === 'undetermined') return 'undetermined';
  return lost.verdict === 'no' ? 'equal' : 'narrower';
}

/** The most severe of what is new. */
export function severityIn(gained: Direction): Severity | undefined {
  return gained.verdict === 'yes' ? gained.allowances[0].severity : undefined;
}
