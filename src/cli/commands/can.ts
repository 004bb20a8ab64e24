/**
 * `grantlint can PLAN --principal … --action … --resource …`: one question about what a plan grants.
 */
import { type CanAnswer, can } from '../../ask/can.ts';
import type { Deciding } from '../../ask/decided.ts';
import { findPrincipals } from '../../ask/find-principal.ts';
import { limitsOf } from '../../ask/limits.ts';
import { outsideSide, planSide } from '../../ask/principal-side.ts';
import type { Texts } from '../../ask/put-in.ts';
import { resourceSides } from '../../ask/resource-side.ts';
import type { PrincipalSide } from '../../ask/side.ts';
import { openCatalogue } from '../../aws/catalogue.ts';
import { nearest } from '../../base/nearest.ts';
import type { Value } from '../../base/value.ts';
import { principalTypes } from '../../extract/catalogue/links.ts';
import { hasResourcePolicies } from '../../extract/catalogue/row-lookup.ts';
import { type ExtractOptions, extract } from '../../extract/extract.ts';
import { hidesContent } from '../../extract/hides.ts';
import { organizationPoliciesIn } from '../../extract/organization-policies.ts';
import { namesIn, ownersIn } from '../../extract/owners.ts';
import { sessionPoliciesIn } from '../../extract/session-roles.ts';
import { planBefore } from '../../plan/before.ts';
import { readPlan } from '../../plan/read-plan.ts';
import type { Plan } from '../../plan/types.ts';
import { type AskedQuestion, renderCanJson, renderCanText } from '../../report/render-can.ts';
import { treeOf } from '../../scan/finding.ts';
import { maskDocument } from '../../scan/mask.ts';
import type { OwnerSubject, PrincipalSubject } from '../../subject/types.ts';
import { checkProviders, namedAccounts } from '../accounts.ts';
import type { CanCommand } from '../command.ts';
import { readSettings } from '../configuration.ts';
import { readData } from '../data.ts';
import { type Exit, exitOf, exits } from '../exit.ts';
import { readPlanText } from '../inputs.ts';
import { writeOutputs } from '../outputs.ts';
import { findSource, openerIn } from '../source.ts';
import { tellProblems } from '../tell-problems.ts';
import { unknownActions } from '../unknown-actions.ts';
import { usageError } from '../usage.ts';
import type { World } from '../world.ts';

const exitByVerdict = { yes: exits.findings, no: exits.ok, depends: exits.undetermined } as const;

/** Runs it. Throws InputError with exit 2 for a principal that is not clear, and 3 for a plan that is none. */
export async function runCan(command: CanCommand, world: World): Promise<Exit> {
  const { configuration } = await readSettings(command);
  const read = readPlan(readPlanText(command.plan, world.terminal), command.plan);
  checkProviders(command.accounts, new Set(Object.keys(read.configuration.providers)));
  const types = new Set(principalTypes.keys());
  const isHidden = !command.before && hidesContent(read, types);
  const found = isHidden ? await findSource(read, command.source) : undefined;
  const isWhole = tellProblems([...read.problems, ...(found?.problems ?? [])], world);
  const catalogue = openCatalogue(readData);
  tellProblems(unknownActions(command.actions, catalogue), world);
  const options = {
    managedPolicy: catalogue.managedPolicy,
    types,
    ...openerIn(found),
    accounts: namedAccounts(command.accounts, configuration),
  };
  const plan = command.before ? planBefore(read) : read;
  const owners = ownersIn(plan, options);
  const texts = new Map([...arnsOf(owners), ...namesIn(plan)]);
  const asker = askerIn(command, plan, options, texts);
  const question = { ...command, resources: resourcesIn(command.resources, owners) };
  const told = new Map([...texts, ...asker.texts]);
  const limits = limitsOf(organizationPoliciesIn(plan, options), told);
  const answer = can(asker.side, question, resourceSides(owners, told), limits, catalogue);
  const assumes = [
    ...asker.assumes,
    ...(answer.sided ? asker.assumesBeside : []),
    ...(answer.unsided && !isDenied(answer) && command.actions.some(mayHavePolicy)
      ? ['no policy on the resource, which is not in this plan, says otherwise']
      : []),
    ...(answer.blockAssumed ? ['no block of public access outside this plan keeps it out'] : []),
    ...(answer.limited ? ['the account is not the management account of the organisation'] : []),
    ...sessionsOf(asker, plan, options),
  ];
  tellAnswer(answer, { ...command, principal: asker.name, assumes }, command, world);
  return exitOf([...(isWhole ? [] : [exits.plan]), exitByVerdict[answer.verdict]]);
}

/** Nothing on the resource takes an explicit denial back. */
function isDenied({ verdict, refused }: CanAnswer): boolean {
  return verdict === 'no' && (refused?.denying.length ?? 0) > 0;
}

/** A session policy limits the sessions that its service begins, and no other. */
function sessionsOf({ names }: Asker, plan: Plan, options: ExtractOptions): readonly string[] {
  return sessionPoliciesIn(plan, options)
    .filter(({ roles }) => roles.some((role) => names.includes(role)))
    .map(
      ({ address, attribute }) =>
        `a session that \`${address}\` did not begin, whose \`${attribute}\` limits it further`,
    );
}

function mayHavePolicy(action: string): boolean {
  const [service = ''] = action.toLowerCase().split(':');
  return service === '*' || service === 'lambda' || hasResourcePolicies(service);
}

interface Asker {
  readonly side: PrincipalSide;
  readonly name: string;
  /** Its address, name and ARN, as far as the plan tells. */
  readonly names: readonly string[];
  readonly texts: Texts;
  readonly assumes: readonly string[];
  /** Taken for granted where the resource's side counts. */
  readonly assumesBeside: readonly string[];
}

function askerIn({ principal }: CanCommand, plan: Plan, options: ExtractOptions, texts: Texts): Asker {
  const extraction = extract(plan, options);
  const subjects = [...extraction.principals()];
  const attributes = new Map([...extraction.resources()].map((one) => [one.origin.address, one.attributes]));
  const found = findPrincipals(principal, subjects, (address) => attributes.get(address));
  const [only, ...others] = found;
  if (others.length > 0)
    throw usageError(
      `\`${principal}\` is the name of several principals`,
      `name one by its address: ${found.map(({ subject }) => subject.origin.address).join(', ')}`,
    );
  if (only !== undefined) {
    const { subject, arn } = only;
    const own =
      subject.standing === 'resource' ? new Map([[`${subject.origin.address}.arn`, arn]]) : new Map();
    const side = withElse(planSide(subject, arn, new Map([...texts, ...own])), subject);
    const names = [subject.origin.address, subject.name ?? '', arn];
    return { side, name: nameOf(subject), names, texts: own, ...assumptionsOf(side, subject) };
  }
  const side = outsideSide(principal);
  if (side === undefined) throw unknownPrincipal(principal, subjects);
  const assumesBeside =
    side.account === undefined ? [] : ['what the account of the principal has to allow it does'];
  return { side, name: principal, names: [principal], texts: new Map(), assumes: [], assumesBeside };
}

/** Of a principal that is only named, the plan knows what it attaches itself. */
function withElse(side: PrincipalSide, { standing, principal, name = '' }: PrincipalSubject): PrincipalSide {
  if (standing === 'resource') return side;
  const policy = `whatever else is attached to the ${principal.replace('-', ' ')} \`${name}\``;
  const source = { address: '', attribute: '', policy };
  const hidden = [...side.hidden, { source, reason: 'it is no resource of this plan' }];
  return { ...side, hidden, identityHidden: true };
}

function nameOf({ principal, name, origin, standing }: PrincipalSubject): string {
  const kind = principal.replace('-', ' ');
  if (standing !== 'resource') return `${kind} ${name ?? ''}`;
  return name === undefined ? origin.address : `${kind} ${name} (${origin.address})`;
}

function assumptionsOf(
  { account, caller }: PrincipalSide,
  { principal }: PrincipalSubject,
): Pick<Asker, 'assumes' | 'assumesBeside'> {
  const stand = 'arn' in caller ? caller.arn.split(':')[4] : '';
  return {
    assumes: principal === 'group' ? ['a user who has nothing but what the group gives'] : [],
    assumesBeside:
      account === undefined ? [`account ${stand}, since the plan does not tell: \`--account\` names it`] : [],
  };
}

function unknownPrincipal(text: string, subjects: readonly PrincipalSubject[]) {
  const known = subjects.flatMap(({ name, origin, standing }) => [
    ...(standing === 'resource' ? [origin.address] : []),
    ...(name === undefined ? [] : [name]),
  ]);
  const near = nearest(text, known);
  return usageError(
    `\`${text}\` is neither a principal of the plan nor an ARN`,
    near === undefined
      ? 'name a role, user, group or permission set by its address or name, or any principal by its ARN'
      : `did you mean \`${near}\`?`,
  );
}

/** Wherever a document refers to a resource with policies, its ARN stands. */
function arnsOf(owners: readonly OwnerSubject[]): Texts {
  return new Map(
    owners.flatMap(({ addresses, arns: [arn] }) =>
      arn === undefined ? [] : addresses.map((address) => [`${address}.arn`, inPartition(arn)] as const),
    ),
  );
}

/** An address means the resource and what it holds. */
function resourcesIn(resources: readonly string[], owners: readonly OwnerSubject[]): readonly string[] {
  return resources.flatMap((text) => {
    const owner = owners.find(({ addresses }) => addresses.includes(text));
    if (owner === undefined) {
      if (text === '*' || text.startsWith('arn:')) return [text];
      const near = nearest(
        text,
        owners.flatMap(({ addresses }) => addresses),
      );
      throw usageError(
        `\`${text}\` is neither an ARN nor a resource of the plan that has policies`,
        near === undefined ? 'name its ARN' : `did you mean \`${near}\`?`,
      );
    }
    return owner.arns.map(inPartition);
  });
}

function inPartition(arn: string): string {
  return arn.replace(/^arn:\*:/, 'arn:aws:');
}

function tellAnswer(answer: CanAnswer, question: AskedQuestion, command: CanCommand, world: World): void {
  writeOutputs(command, world, (format, style) =>
    format === 'json'
      ? renderCanJson(answer, question)
      : renderCanText(answer, question, { ...style, shown: shownDocument }),
  );
}

function shownDocument({ source, content }: Deciding): Value | undefined {
  const tree = source.sensitive === true ? undefined : treeOf(content);
  return tree === undefined ? undefined : maskDocument(tree);
}
