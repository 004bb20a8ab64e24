/**
 * Who an outsider is. Account, organisation, network, endpoint and the account behind a service are the outsider's own,
 * constants that no policy names, so that `StringEquals aws:SourceVpce vpce-1` keeps them out and `StringLike vpce-*` does
 * not, without a table of rules. Tags, referer, user agent and external ids are theirs to choose.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 */
import { anySession, type Caller } from '../iam/request.ts';
import { ownAccount, roleIn, userIn } from './callers.ts';
import type { Cube } from './cube.ts';
import { machineOf } from './glob-machine.ts';
import { isFilled } from './holes.ts';
import type { Domain } from './key-values.ts';
import { pointsOf } from './points.ts';
import { type World, withDomains, worldOf } from './worlds.ts';
import { accountsIn, freshAccount } from './written.ts';

/** Whom the user trusts. */
export interface Trusted {
  /** Account numbers, own and trusted. */
  readonly accounts: readonly string[];
  /** `o-…`; absent where the configuration names none. */
  readonly organization?: string;
}

/** Anyone: unsigned requests, and accounts that no policy names. */
export function strangers(cubes: readonly Cube[]): readonly World[] {
  return attackersFrom([freshAccount(cubes)], cubes, true);
}

/** Whoever is not trusted: strangers, and the accounts that the policies name and the user does not trust. */
export function outsiders(trusted: Trusted): (cubes: readonly Cube[]) => readonly World[] {
  return (cubes) => {
    // An account that only a denial names is not let in by it.
    const allowing = cubes.filter(({ statement }) => statement.effect === 'Allow');
    const trusts = [...trusted.accounts, ...(isMadeUp(ownAccount, allowing) ? [ownAccount] : [])];
    const named = accountsIn(allowing).filter((account) => !trusts.includes(account));
    return attackersFrom([...named, freshAccount(cubes)], cubes, true, foreignOrganizations(cubes, trusted));
  };
}

/** True for the account of principals that Terraform creates, where no policy writes that number. */
function isMadeUp(account: string, cubes: readonly Cube[]): boolean {
  const written = cubes.flatMap(({ statement, conditions }) => [
    ...(statement.principal?.principals ?? []).map(({ value }) => value),
    ...conditions.flatMap(({ condition }) => condition.values),
  ]);
  return !written.some((text) => typeof text === 'string' && text.includes(account) && !isFilled(text));
}

/**
 * Services that act for a stranger, by the names of their principals: what they call with is the stranger's resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
export function deputies(services: readonly string[]): (cubes: readonly Cube[]) => readonly World[] {
  return (cubes) =>
    services.flatMap((name) =>
      ownedBy(freshAccount(cubes), cubes).map((keys) =>
        withDomains(worldOf({ is: 'service', name }, false, 'any'), keys),
      ),
    );
}

/** Whoever has a token of one of these providers, as anybody can get. */
export function tokenHolders(providers: readonly string[]): (cubes: readonly Cube[]) => readonly World[] {
  return (cubes) =>
    providers.flatMap((provider) =>
      ownedBy(freshAccount(cubes), cubes).map((keys) =>
        withDomains(worldOf({ is: 'web-identity', provider }, false, 'any'), keys),
      ),
    );
}

/** The same callers where their requests carry none of the keys; those whose requests always carry one are left out. */
export function withoutKeys(worlds: readonly World[], keys: readonly string[]): readonly World[] {
  const never: Domain = { absent: true, present: false };
  const absent = keys.map((key) => [key.toLowerCase(), never] as const);
  return worlds
    .filter(({ domains }) => absent.every(([key]) => domains.get(key)?.absent !== false))
    .map((world) => ({ ...world, domains: new Map([...world.domains, ...absent]) }));
}

/**
 * The same callers as they happen to be: with a name that nobody chose to fit, and with a value, their own, of every one of
 * the keys that they can carry. Whoever gets in only without a key, or by a name, gets in on purpose.
 */
export function ordinary(
  worlds: readonly World[],
  keys: readonly string[],
  cubes: readonly Cube[],
): readonly World[] {
  const ordinaryName = JSON.stringify(cubes.map(({ statement }) => statement.conditions)).includes('example')
    ? '0outsider00'
    : 'example';
  return worlds.map(({ caller, free, from, domains, ...rest }) => {
    const plain =
      free && 'arn' in caller ? { ...caller, arn: caller.arn.replace(/[^/]*$/, ordinaryName) } : caller;
    const named = free ? [...worldOf(plain, false, from).domains] : [];
    const carried = keys.flatMap((key) => {
      const domain = domains.get(key) ?? anyValue;
      return domain.present && !callerNames.includes(key)
        ? [[key, { ...domain, absent: false }] as const]
        : [];
    });
    return {
      ...rest,
      caller: plain,
      free: false,
      from,
      domains: new Map([...domains, ...named, ...carried]),
    };
  });
}

const anyValue: Domain = { absent: true, present: true };
/** What the name of a caller decides. */
const callerNames = ['aws:principalarn', 'aws:username'];

function attackersFrom(
  accounts: readonly string[],
  cubes: readonly Cube[],
  unsigned: boolean,
  organizations: readonly string[] = [],
): readonly World[] {
  const stranger = freshAccount(cubes);
  const callers: readonly (readonly [Caller, free: boolean, account: string])[] = [
    ...(unsigned ? [[{ is: 'anonymous' }, false, stranger] as const] : []),
    ...accounts.flatMap((account) => [
      [roleIn(account), true, account] as const,
      [userIn(account), true, account] as const,
    ]),
    ...namedIn(accounts, cubes).map((caller) => [caller, false, caller.arn.split(':')[4] ?? ''] as const),
  ];
  return callers.flatMap(([caller, free, account]) =>
    ownedBy(account, cubes, organizations).map((keys) => withDomains(worldOf(caller, free, 'any'), keys)),
  );
}

type Keys = readonly (readonly [string, Domain])[];

/** Names that hold this are an outsider's own, and no policy has them: anybody may make a bucket with such a name. */
const outsiderBucket = machineOf('arn:aws:s3:::*0outsider00*', 'segment');

/** The keys that an outsider has; a second time where an ARN without an account, a bucket's, may be theirs. */
function ownedBy(
  account: string,
  cubes: readonly Cube[],
  organizations: readonly string[] = [],
): readonly Keys[] {
  const keys = outsiderKeys(account, cubes, organizations);
  const asksSource = cubes.some(({ conditions }) => conditions.some(({ key }) => key === 'aws:sourcearn'));
  if (!asksSource) return [keys];
  const bucket: Domain = { absent: true, present: true, form: [outsiderBucket] };
  return [keys, [...keys, ['aws:sourcearn', bucket]]];
}

/** Organisations that the policies name and that are not the user's; where the user names none, each may be. */
function foreignOrganizations(cubes: readonly Cube[], { organization }: Trusted): readonly string[] {
  if (organization === undefined) return [];
  const named = cubes.flatMap(({ conditions }) =>
    conditions.flatMap(({ key, condition }) => (key.endsWith('orgid') ? condition.values : [])),
  );
  const whole = named.filter((value): value is string => typeof value === 'string' && /^o-\w+$/.test(value));
  return [...new Set(whole)].filter((one) => one !== organization);
}

/** Principals of those accounts that the policies name. */
function namedIn(
  accounts: readonly string[],
  cubes: readonly Cube[],
): readonly { readonly is: 'role' | 'user'; readonly arn: string; readonly session: string }[] {
  const arns = cubes.flatMap(({ statement }) =>
    (statement.principal?.principals ?? []).flatMap(({ value }) =>
      typeof value === 'string' ? [value] : [],
    ),
  );
  return [...new Set(arns)].flatMap((arn) => {
    const [, , service, , account = '', name = ''] = arn.split(':');
    if (service !== 'iam' || !accounts.includes(account)) return [];
    const is = name.startsWith('user/') ? 'user' : name.startsWith('role/') ? 'role' : undefined;
    return is === undefined ? [] : [{ is, arn, session: anySession }];
  });
}

/** Keys whose value is the outsider's own. */
function outsiderKeys(account: string, cubes: readonly Cube[], organizations: readonly string[]): Keys {
  const own = (...values: readonly string[]): Domain => ({ absent: true, present: true, values });
  const ofAccount: Domain = {
    absent: true,
    present: true,
    form: [machineOf(`arn:aws:?*:*:${account}:?*`, 'segment')],
  };
  return [
    ['aws:principalorgid', own('o-0outsider00', ...organizations)],
    ['aws:principalorgpaths', { ...own('o-0outsider00/r-0000/ou-0000/'), multivalued: true }],
    ['aws:sourceorgid', own('o-0outsider00', ...organizations)],
    ['aws:sourceorgpaths', { ...own('o-0outsider00/r-0000/ou-0000/'), multivalued: true }],
    ['aws:resourceorgid', { absent: true, present: true }],
    ['aws:sourcevpc', own('vpc-0outsider00')],
    ['aws:sourcevpce', own('vpce-0outsider00')],
    ['aws:sourcevpcarn', own(`arn:aws:ec2:eu-west-1:${account}:vpc/vpc-0outsider00`)],
    ['aws:vpceaccount', own(account)],
    ['aws:vpceorgid', own('o-0outsider00', ...organizations)],
    ['aws:vpceorgpaths', { ...own('o-0outsider00/r-0000/ou-0000/'), multivalued: true }],
    ['aws:sourceaccount', own(account)],
    ['aws:sourceowner', own(account)],
    ['aws:sourcearn', ofAccount],
    // Nobody outside reaches a mount target, which stands in the owner's network:
    // https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html#what-is-a-public-policy
    ['elasticfilesystem:accessedviamounttarget', own('false')],
    ['aws:userid', own('AROAOUTSIDER00000000:session')],
    ['kms:calleraccount', own(account)],
    ['lambda:eventsourcetoken', own('amzn1.ask.skill.0outsider00')],
    ['s3:dataaccesspointaccount', own(account)],
    ['s3:dataaccesspointarn', ofAccount],
    ['s3:x-amz-server-side-encryption-aws-kms-key-id', ofAccount],
    ['aws:sourceip', { absent: true, present: true, values: addresses(cubes) }],
  ];
}

/**
 * Addresses of strangers: those of ranges so wide that S3 calls them public, "broader than /8" (IPv6: /32), and one that
 * no range names. Private ranges are nobody's.
 */
function addresses(cubes: readonly Cube[]): readonly string[] {
  const conditions = cubes.flatMap((cube) => cube.conditions.filter(({ key }) => key === 'aws:sourceip'));
  const wide = conditions.flatMap(({ condition }) => {
    const values = condition.values.filter((value) => typeof value === 'string' && isWide(value));
    return pointsOf([{ ...condition, values }]);
  });
  return [...new Set([...wide, '198.51.100.7', '2001:db8::7'])];
}

function isWide(range: string): boolean {
  const [address = '', length] = range.split('/');
  return Number(length ?? 128) < (address.includes(':') ? 32 : 8);
}
