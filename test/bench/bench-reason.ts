/**
 * `npm run bench:reason`: how fast questions over policies are answered, against the figures that we ship at.
 *
 * 1. Inclusion of two policies of 100 statements.
 * 2. Every ordered pair of the policies that AWS manages, newest versions.
 * 3. Contrived patterns inside the size quota: they must end, decided or not.
 */
import type { PolicyDocument } from '../../src/iam/types.ts';
import { askAccess } from '../../src/reason/compare.ts';
import { randomFrom } from '../iam/random.ts';
import { documentOf, universe } from '../reason/ask.ts';
import { askPairs, managedPolicies, type Pairs } from '../reason/managed-policies.ts';

const milliseconds = (run: () => unknown) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

function ask(after: PolicyDocument, before: PolicyDocument) {
  return askAccess({ layers: [[after]] }, { layers: [[before]] }, { universe, extent: 'one' });
}

function report(name: string, value: number, unit: string, limit: number): void {
  const verdict = value <= limit ? 'within' : 'BEYOND';
  console.log(`${name}: ${value.toFixed(1)} ${unit}, ${verdict} ${limit} ${unit}`);
  if (value > limit) process.exitCode = 1;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const services = ['s3', 'ec2', 'sqs', 'sns', 'dynamodb', 'lambda', 'iam', 'kms', 'logs', 'ssm'];

/** A policy of 100 statements as people write them, the same for the same seed. */
function largePolicy(seed: number): readonly object[] {
  const random = randomFrom(seed);
  return Array.from({ length: 100 }, (_, at) => {
    const service = random.pick(services);
    const names = universe.names(service);
    const actions = Array.from({ length: 1 + random.below(6) }, () => random.pick(names));
    const verb = /^[^:]+:[A-Z][a-z]+/.exec(random.pick(names))?.[0] ?? service;
    const place = service === 's3' ? '::' : 'eu-west-1:111122223333:';
    return {
      Effect: random.chance(0.9) ? 'Allow' : 'Deny',
      Action: random.chance(0.3) ? [...actions, `${verb}*`] : actions,
      Resource: random.chance(0.2) ? '*' : `arn:aws:${service}:${place}team-${at % 12}-${random.below(8)}*`,
      ...(random.chance(0.3)
        ? { Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${random.below(5)}` } } }
        : {}),
    };
  });
}

function inclusion(): void {
  const times: number[] = [];
  for (let seed = 0; seed < 40; seed++) {
    const statements = largePolicy(seed);
    const random = randomFrom(seed);
    const narrower = statements.filter(
      (one) => (one as { Effect: string }).Effect === 'Deny' || random.chance(0.95),
    );
    // The same documents are never asked about twice, so that nothing is remembered of them.
    const before = documentOf(statements);
    const after = documentOf([...narrower].reverse());
    times.push(milliseconds(() => ask(after, before)));
  }
  report('inclusion of two policies of 100 statements, median', median(times.slice(10)), 'ms', 15);
}

function allPairs(): void {
  const policies = managedPolicies();
  let pairs: Pairs | undefined;
  const took = milliseconds(() => {
    pairs = askPairs(policies);
  });
  console.log(`${policies.length ** 2} pairs: ${JSON.stringify(pairs?.answers)}`);
  report("all ordered pairs of AWS's managed policies", took / 1000, 's', 60);
}

/** Policies made to be hard, each within the 6,144 characters of a managed policy. */
function contrived(): readonly (readonly [
  name: string,
  after: readonly object[],
  before: readonly object[],
])[] {
  const bucket = (name: string) => `arn:aws:s3:::b/${name}`;
  const allow = (Resource: unknown, more: object = {}) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource,
    ...more,
  });
  const count = (size: number, make: (at: number) => string) =>
    Array.from({ length: size }, (_, at) => make(at));
  const stars = (size: number) => count(size, () => '?').join('');
  const tags = count(40, (at) => `aws:PrincipalTag/t${at}`);
  return [
    [
      'a letter some way before the end',
      [allow(bucket('*a????????????????*'))],
      [allow(count(60, (at) => bucket(`*a${stars(at % 18)}b${stars(at % 7)}*`)))],
    ],
    [
      'lengths that wildcards cover together',
      [allow(bucket('*?*?*?*'))],
      [allow(count(50, (at) => bucket(`*a*${stars(at)}b*`)))],
    ],
    [
      'the same letters in every order',
      [allow(bucket('*a*b*c*d*e*f*'))],
      [
        allow(
          count(70, (at) =>
            bucket(
              `*${[...'abcdef'].map((_, place) => 'abcdef'[(place + at) % 6]).join('*')}*${stars(at % 9)}z*`,
            ),
          ),
        ),
      ],
    ],
    [
      'many conditions that exclude each other',
      [allow('*')],
      tags.map((key) =>
        allow('*', {
          Condition: {
            StringLike: { [key]: '*a*b*' },
            StringNotLike: { 'aws:PrincipalTag/x': `*${key.at(-1)}*` },
          },
        }),
      ),
    ],
    [
      'many denials with holes in them',
      [
        allow('*'),
        ...tags.map((key) => ({
          ...allow('*', { Condition: { StringNotEquals: { [key]: ['a', 'b'], 'aws:PrincipalTag/x': key } } }),
          Effect: 'Deny',
        })),
      ],
      [allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/x': 'none' } } })],
    ],
    [
      'many policy variables',
      [allow(count(8, (at) => bucket(`\${aws:PrincipalTag/a${at}}/\${aws:PrincipalTag/b${at}}/*`)))],
      [allow(count(8, (at) => bucket(`\${aws:PrincipalTag/b${at}}/\${aws:PrincipalTag/a${at}}/*`)))],
    ],
  ];
}

function adversarial(): void {
  for (const [name, after, before] of contrived()) {
    let answer = '';
    const took = milliseconds(() => {
      answer = ask(documentOf(after), documentOf(before)).verdict;
    });
    report(`contrived, ${name} (${answer})`, took / 1000, 's', 2);
  }
}

inclusion();
adversarial();
allPairs();
