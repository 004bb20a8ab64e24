/**
 * Functions of the AWS provider.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse
 */
import { refuse } from '../value/errors.ts';
import { concatTexts } from '../value/text.ts';
import { type HclValue, object, text } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionTable, free, known } from './define.ts';

const parts = ['partition', 'service', 'region', 'account_id', 'resource'] as const;
const parsedType = {
  kind: 'object',
  attributes: new Map(parts.map((name) => [name, 'string' as const])),
} as const;

export const awsFunctions: FunctionTable = {
  'provider::aws::arn_parse': define([known('string')], parsedType, ([arn]) => parseArn(stringOf(arn))),
  'provider::aws::arn_build': define(
    parts.map(() => free('string')),
    'string',
    buildArn,
  ),
  'provider::aws::trim_iam_role_path': define([known('string')], 'string', ([arn]) =>
    text(trimRolePath(stringOf(arn))),
  ),
};

function sectionsOf(arn: string): readonly string[] {
  const sections = arn.split(':');
  if (sections[0] !== 'arn' || sections.length < 6) return refuse(`\`${arn}\` is no ARN`);
  return [...sections.slice(1, 5), sections.slice(5).join(':')];
}

function parseArn(arn: string): HclValue {
  const sections = sectionsOf(arn);
  return object(parts.map((name, index) => [name, text(sections[index] ?? '')]));
}

function buildArn(args: readonly HclValue[]): HclValue {
  return concatTexts(
    [text('arn'), ...args].flatMap((one, index) => (index === 0 ? [one] : [text(':'), one])),
  );
}

function trimRolePath(arn: string): string {
  const sections = sectionsOf(arn);
  const [partition, service, region, account, resource = ''] = sections;
  if (service !== 'iam' || region !== '' || !resource.startsWith('role/'))
    return refuse(`\`${arn}\` is no ARN of a role`);
  return `arn:${partition}:${service}:${region}:${account}:role/${resource.slice(resource.lastIndexOf('/') + 1)}`;
}
