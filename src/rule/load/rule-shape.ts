/**
 * What a rule file and a profile must look like. `report-when` depends on the subject and is decoded after it.
 */
import type { Json } from '../../base/value.ts';
import { corrections } from '../correct.ts';
import { list } from '../shape/list.ts';
import { mapOf, optional, record } from '../shape/record.ts';
import { anything, flag, oneOf, text } from '../shape/scalar.ts';
import { type Decoded, mismatch, type Shape } from '../shape/shape.ts';
import { severities } from '../types.ts';
import { parameters } from './parameters-shape.ts';

/** The subjects that a rule can be about; `change` comes with the comparison of before and after. */
export const subjects = [
  'statement',
  'document',
  'principal',
  'resource',
  'deletion',
  'password-policy',
  'plan',
] as const;

/** Kinds of policy documents that rules can be about. */
export const kinds = [
  'identity',
  'resource',
  'trust',
  'boundary',
  'session',
  'scp',
  'rcp',
  'endpoint',
  'embedded',
] as const;

/** Keys of an example that say what the rule is given; the rest of them qualifies it. */
export const givenKeys = ['document', 'resource', 'resources', 'password-policy', 'principal'] as const;

const id: Shape<string> = {
  words: 'an id of lower-case words joined by `-`',
  schema: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
  decode: (value, path, report) =>
    typeof value === 'string' &&
    /^[a-z][a-z0-9-]*$/.test(value) &&
    !value.includes('--') &&
    !value.endsWith('-')
      ? value
      : mismatch('an id of lower-case words joined by `-`', value, path, report),
};

const severity = oneOf(severities);

const violates = record('`violates: POINTER`', {
  violates: {
    words: 'a pointer such as `/Statement/0`, empty for the whole',
    schema: { type: 'string' },
    decode: (value, path, report) =>
      typeof value === 'string' && (value === '' || value.startsWith('/'))
        ? value
        : mismatch('a pointer such as `/Statement/0`, empty for the whole', value, path, report),
  },
});

const verdict = oneOf(['complies', 'undetermined'], '`violates: POINTER` or one of');

const expectation: Shape<Decoded<typeof verdict> | Decoded<typeof violates>> = {
  words: verdict.words,
  schema: { anyOf: [verdict.schema, violates.schema] },
  decode: (value, path, report) =>
    typeof value === 'object' && value !== null
      ? violates.decode(value, path, report)
      : verdict.decode(value, path, report),
};

const accounts = record('`own` and `trusted` accounts, `vendors`, and the `organization`', {
  own: optional(list(text('an account number in quotes'))),
  trusted: optional(list(text('an account number in quotes'))),
  vendors: optional(list(text('an account number in quotes'))),
  organization: optional(text('an id such as `o-a1b2c3d4e5`')),
});

const configuration = record('`account-baseline` or `require-boundary`', {
  'account-baseline': optional(flag),
  'require-boundary': optional(flag),
});

const mapping: Shape<Readonly<Record<string, Json>>> = mapOf('a mapping', anything);

/** One example. Exactly one of the given keys must stand in it; `kind` and `service` qualify a document. */
export const exampleShape = record('an example', {
  title: text(),
  expect: expectation,
  kind: optional(oneOf(kinds)),
  service: optional(text('an AWS service prefix')),
  accounts: optional(accounts),
  configuration: optional(configuration),
  'public-access': optional(oneOf(['refused', 'restricted', 'open', 'assumed', 'undecided'])),
  arn: optional(text('the ARN of the managed policy that the document is of')),
  holder: optional(text('the ARN of a role, user or group that holds the document')),
  before: optional(anything),
  document: optional(anything),
  resource: optional(mapping),
  resources: optional(list(mapping, 1)),
  providers: optional(mapOf('a mapping from keys such as `aws.west` to arguments', mapping)),
  'password-policy': optional(mapping),
  principal: optional(mapping),
});

/** A rule file, before its condition is decoded. */
export const ruleShape = record('a rule', {
  id,
  title: text(),
  severity,
  certainty: optional(oneOf(['definite', 'assumed'])),
  'applies-to': record('`subject`, and `kinds`, `services` or `types`', {
    subject: oneOf(subjects),
    kinds: optional(list(oneOf(kinds), 1)),
    services: optional(list(text('an AWS service prefix'), 1)),
    types: optional(list(text('a Terraform type'), 1)),
  }),
  rationale: text(),
  remediation: text(),
  'accept-when': text(),
  references: list(text('an address'), 1),
  frameworks: optional(
    mapOf('a mapping from a framework to its control numbers', list(text('a control number'), 1)),
  ),
  parameters: optional(parameters),
  'report-when': anything,
  message: text(),
  correction: optional(oneOf(corrections)),
  supersedes: optional(list(id, 1)),
  aliases: optional(list(id, 1)),
  deprecated: optional(text('why, and what replaces it')),
  examples: list(exampleShape, 2),
});

/** A profile file. */
export const profileShape = record('a profile', {
  name: id,
  title: text(),
  rules: list(text('a rule id or `*`'), 1),
  except: optional(list(id, 1)),
  severities: optional(mapOf('a mapping from rule ids to severities', severity)),
  parameters: optional(mapOf('a mapping from rule ids to their parameters', parameters)),
  rows: optional(
    list(
      record('a row', {
        row: text(),
        title: text(),
        rules: optional(list(id)),
        unanswered: optional(text('why no rule answers the row')),
      }),
    ),
  ),
});
