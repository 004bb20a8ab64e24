/**
 * Laws of whole scans, and of documents of every kind: what changes nothing, and what never hides a finding.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderText } from '../../src/report/render-text.ts';
import { gainsIn } from '../../src/scan/gain.ts';
import { scan } from '../../src/scan/scan.ts';
import type { ScanResult } from '../../src/scan/types.ts';
import { entry, planObject } from '../plan/plans.ts';
import { anyDocument, type Drawn, placesIn, replaced, shuffled, written } from './documents.ts';
import { compiled, context } from './files.ts';
import { foundInPasswords, judged } from './judged.ts';

/** `LAW_RUNS` tries more. */
const runs = { numRuns: Number(process.env.LAW_RUNS ?? 60) };
const gains = gainsIn(context.catalogue);
const hidden = '(known after apply)';

const places: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  identity: ['aws_iam_policy', 'policy'],
  resource: ['aws_s3_bucket_policy', 'policy'],
  trust: ['aws_iam_role', 'assume_role_policy'],
};

/** A change of a plan that holds the document. */
function changeOf({ kind }: Drawn, at: number, document: Json, more: JsonObject = {}): JsonObject {
  const [type, attribute] = places[kind] ?? ['', ''];
  const after = { name: `n${at}`, [attribute]: JSON.stringify(document) };
  return entry(`${type}.r${at}`, { after, ...more });
}

function scanOf(changes: readonly Json[], turn: (plan: JsonObject) => Json = (plan) => plan): ScanResult {
  const plan = readPlan(JSON.stringify(turn(planObject({ resource_changes: changes }))), 'plan.json');
  const extraction = extract(plan, { managedPolicy: context.catalogue.managedPolicy });
  return scan([extraction], compiled, { failOn: 'medium', gate: 'new', unknown: 'warn', gains }, []);
}

/** What is found, without the places inside documents, which move with what is written. */
function summary({ findings, undetermined }: ScanResult): readonly string[] {
  const found = findings.map(
    ({ rule, address, attribute, fingerprint, severity, status, certainty }) =>
      `${rule} ${address} ${attribute} ${fingerprint} ${severity} ${status} ${certainty}`,
  );
  const told = undetermined.map(
    ({ rule, address, attribute, reason }) => `${rule} ${address} ${attribute} ${reason}`,
  );
  return [...new Set([...found, ...told])].sort();
}

const outputsOf = (result: ScanResult) => [
  renderText(result, { width: 80, color: false, all: true }),
  renderJson(result, { version: '0' }),
  renderSarif(result, { version: '0' }),
];

const documents = fc.array(anyDocument, { minLength: 1, maxLength: 4 });
const keys = fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 20 });
const changesOf = (all: readonly Drawn[], turn: (document: Json) => Json = (one) => one) =>
  all.map((one, at) => changeOf(one, at, turn(written(one.statements))));

describe('a whole scan gives the same', () => {
  it('bytes in any order of resources, and of the keys of the plan', () => {
    fc.assert(
      fc.property(documents, keys, (all, order) => {
        const changes = changesOf(all);
        const result = outputsOf(scanOf(changes));
        expect(outputsOf(scanOf(shuffled(changes, order) as readonly Json[]))).toEqual(result);
        const keysTurned = (plan: JsonObject): Json =>
          Object.fromEntries(
            Object.entries(plan)
              .reverse()
              .map(([key, one]) => [key, shuffled(one, order)]),
          );
        expect(outputsOf(scanOf(changes, keysTurned))).toEqual(result);
      }),
      runs,
    );
  });

  it('findings in any order of statements, of elements of lists, and of keys of documents', () => {
    fc.assert(
      fc.property(documents, keys, (all, order) => {
        const turned = changesOf(all, (document) => shuffled(document, order));
        expect(summary(scanOf(turned))).toEqual(summary(scanOf(changesOf(all))));
      }),
      runs,
    );
  });

  it('findings for a text and a list of one, and for one statement and a list of one', () => {
    const plain = (value: Json): Json => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) {
        const [only = null] = value as readonly Json[];
        return value.length === 1 ? plain(only) : value.map(plain);
      }
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    };
    fc.assert(
      fc.property(documents, (all) => {
        expect(summary(scanOf(changesOf(all, plain)))).toEqual(summary(scanOf(changesOf(all))));
      }),
      runs,
    );
  });

  it('findings for any case of actions', () => {
    const upper = (document: Json): Json => {
      const { Statement } = document as { Statement: readonly JsonObject[] };
      const names = (value: Json | undefined): Json =>
        Array.isArray(value) ? value.map((one) => String(one).toUpperCase()) : String(value).toUpperCase();
      const turned = Statement.map((statement) => ({
        ...statement,
        ...(statement.Action === undefined ? {} : { Action: names(statement.Action) }),
        ...(statement.NotAction === undefined ? {} : { NotAction: names(statement.NotAction) }),
      }));
      return written(turned);
    };
    fc.assert(
      fc.property(documents, (all) => {
        expect(summary(scanOf(changesOf(all, upper)))).toEqual(summary(scanOf(changesOf(all))));
      }),
      runs,
    );
  });

  it('findings for a policy that is only written in another way, which count as existing', () => {
    fc.assert(
      fc.property(documents, keys, (all, order) => {
        const updates = all.map((one, at) => {
          const [, attribute = ''] = places[one.kind] ?? [];
          const before = {
            name: `n${at}`,
            [attribute]: JSON.stringify(shuffled(written(one.statements), order), null, 2),
          };
          return changeOf(one, at, written(one.statements), { actions: ['update'], before });
        });
        const news = scanOf(updates).findings.filter(({ status }) => status !== 'existing');
        expect(news).toEqual([]);
      }),
      runs,
    );
  });
});

/** Answers about a document, a rule at a time, so that no rule stands in for another. */
function answersOf({ kind, service }: Drawn, document: Json): ReadonlyMap<string, readonly string[]> {
  return new Map(
    compiled.map((rule) => [
      rule.rule.id,
      judged(document, kind, { rules: [rule], ...(service === undefined ? {} : { service }) }).map(
        ({ verdict, certainty }) => (verdict.answer === 'unknown' ? 'unknown' : `yes ${certainty}`),
      ),
    ]),
  );
}

const isFound = (answers: readonly string[] | undefined) =>
  answers?.some((one) => one.startsWith('yes')) === true;

describe('for documents of every kind', () => {
  it('one more denial adds no finding about a grant, an exposure or trust', () => {
    const families = ['grant', 'exposure', 'trust'];
    fc.assert(
      fc.property(anyDocument, fc.nat(), (drawn, at) => {
        const one = drawn.statements[at % drawn.statements.length];
        const before = answersOf(drawn, written(drawn.statements));
        const after = answersOf(drawn, written([...drawn.statements, { ...one, Effect: 'Deny' }]));
        for (const { rule } of compiled)
          if (families.includes(rule.family) && isFound(after.get(rule.id)))
            expect([rule.id, isFound(before.get(rule.id))]).toEqual([rule.id, true]);
      }),
      runs,
    );
  });

  it('splitting a statement by its actions hides no finding about what it allows', () => {
    fc.assert(
      fc.property(anyDocument, (drawn) => {
        const split = drawn.statements.flatMap((one) =>
          Array.isArray(one.Action)
            ? (one.Action as readonly string[]).map((action) => ({ ...one, Action: [action] }))
            : [one],
        );
        const before = answersOf(drawn, written(drawn.statements));
        const after = answersOf(drawn, written(split));
        for (const { rule } of compiled)
          if (['grant', 'exposure', 'trust'].includes(rule.family))
            expect([rule.id, isFound(after.get(rule.id))]).toEqual([rule.id, isFound(before.get(rule.id))]);
      }),
      runs,
    );
  });

  it('an unknown in the place of any part never turns a finding into "complies", nor the other way round', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), (drawn, at, where) => {
        const index = at % drawn.statements.length;
        const statement = drawn.statements[index] ?? {};
        const inside = placesIn(statement);
        const place = inside[where % inside.length] ?? [];
        const masked = drawn.statements.map((one, nth) =>
          nth === index ? replaced(one, place, hidden) : one,
        );
        const known = answersOf(drawn, written(drawn.statements));
        const unknown = answersOf(drawn, written(masked));
        for (const { rule } of compiled) {
          const answers = unknown.get(rule.id) ?? [];
          const about = `${rule.id} with ${place.join('/')} unknown: ${answers.join() || 'complies'}`;
          if (isFound(known.get(rule.id))) expect(about).not.toMatch(/complies$/);
          if (answers.length > 0 && answers.every((one) => one === 'yes definite'))
            expect([about, isFound(known.get(rule.id))]).toEqual([about, true]);
        }
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 300) },
    );
  });

  const put = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/*' };
  it.each<[string, string, Drawn['kind'], readonly JsonObject[]]>([
    [
      'conditions that may be on a key that the action does not carry',
      'condition-never-met',
      'identity',
      [{ Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: '*', Condition: hidden }],
    ],
    [
      'principals that may be an OIDC provider',
      'oidc-without-binding-subject',
      'trust',
      [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: hidden }],
    ],
    [
      'principals of which only one is denied',
      'public-write',
      'resource',
      [
        { Effect: 'Allow', Principal: hidden, ...put },
        { Effect: 'Deny', Principal: { AWS: '123456789012' }, ...put },
      ],
    ],
    [
      'an action that may be the one that is denied',
      'public-read',
      'resource',
      [
        { Effect: 'Allow', Principal: '*', Action: hidden, Resource: '*' },
        { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
      ],
    ],
  ])('%s are undetermined', (_, id, kind, statements) => {
    const drawn = { kind, service: 's3', statements };
    expect(answersOf(drawn, written(statements)).get(id)).toEqual(['unknown']);
  });

  it('the whole document being unknown is told, and never passes', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const changes = all.map((one, at) => {
          const [type = '', attribute = ''] = places[one.kind] ?? [];
          return entry(`${type}.r${at}`, { after: { name: `n${at}` }, after_unknown: { [attribute]: true } });
        });
        const { coverage, findings, undetermined } = scanOf(changes);
        expect(findings).toEqual([]);
        expect(coverage.undetermined).toBe(all.length);
        expect(new Set(undetermined.map(({ address }) => address)).size).toBe(all.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('for every password policy', () => {
  const attributes = fc.record({
    minimum_password_length: fc.integer({ min: 6, max: 20 }),
    password_reuse_prevention: fc.constantFrom(null, 0, 1, 5, 24),
    max_password_age: fc.constantFrom(null, 0, 90, 365),
    require_symbols: fc.boolean(),
  });

  it('an unknown attribute never turns a finding into "complies"', () => {
    fc.assert(
      fc.property(
        attributes,
        fc.constantFrom('minimum_password_length', 'password_reuse_prevention'),
        (all, name) => {
          const known = foundInPasswords(all);
          const masked = foundInPasswords({ ...all, [name]: hidden });
          for (const id of known)
            expect([...masked, ...masked.map((one) => one.replace('?', ''))]).toContain(id);
        },
      ),
      runs,
    );
  });
});
