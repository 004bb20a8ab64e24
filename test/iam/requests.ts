/**
 * Documents and requests for tests of the evaluator.
 */
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { Caller, KeyValue, Request } from '../../src/iam/request.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';

export const account = '111122223333';
export const otherAccount = '444455556666';
export const userArn = `arn:aws:iam::${account}:user/team/alice`;
export const roleArn = `arn:aws:iam::${account}:role/team/deploy`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/deploy/run-1`;
export const federatedArn = `arn:aws:sts::${account}:federated-user/bob`;
export const rootArn = `arn:aws:iam::${account}:root`;

export const user: Caller = { is: 'user', arn: userArn };
export const role: Caller = { is: 'role', arn: roleArn, session: 'run-1' };
export const federated: Caller = { is: 'federated-user', arn: federatedArn };
export const root: Caller = { is: 'root', arn: rootArn };
export const anonymous: Caller = { is: 'anonymous' };

/** Reads a document of version 2012-10-17, unless told otherwise, with these statements. */
export function documentOf(statements: object | readonly object[], version?: string | null): PolicyDocument {
  const parsed = parsePolicy({
    form: 'text',
    text: JSON.stringify({
      ...(version === null ? {} : { Version: version ?? '2012-10-17' }),
      Statement: statements,
    }),
  });
  if (!parsed.ok) throw new Error('the example does not parse');
  return parsed.document;
}

/** Alice's request for an object, unless told otherwise. */
export function requestOf(
  given: Partial<Omit<Request, 'context'>> & { readonly context?: Readonly<Record<string, KeyValue>> } = {},
): Request {
  const { context = {}, ...rest } = given;
  return {
    caller: user,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/key',
    context: new Map(Object.entries(context)),
    ...rest,
  };
}
