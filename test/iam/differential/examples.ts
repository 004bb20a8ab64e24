/**
 * Small cases by hand: a user who asks for something, and documents of one statement.
 */
import type { Caller, KeyValue } from '../../../src/iam/request.ts';
import type { Json, WrittenStatement } from '../specification-answers.ts';
import type { WrittenLayers } from '../specification-layers.ts';
import type { SimulatedCase } from './simulations.ts';

/** An example: the case, and the two answers. */
export interface Example {
  readonly case: SimulatedCase;
  readonly ours: string;
  readonly theirs: string;
}

/** A user. */
export const bob = { is: 'user', arn: 'arn:aws:iam::111122223333:user/bob' } as const;
/** The root user of its account. */
export const root = { is: 'root', arn: 'arn:aws:iam::111122223333:root' } as const;
/** A federated user. */
export const federated = {
  is: 'federated-user',
  arn: 'arn:aws:sts::111122223333:federated-user/bob',
} as const;
/** A session of a role. */
export const deploy = {
  is: 'role',
  arn: 'arn:aws:iam::111122223333:role/app/Deploy',
  session: 'red',
} as const;
/** A session of a service-linked role. */
export const serviceLinked = {
  is: 'role',
  arn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
  session: 'ecs',
} as const;
/** Reading an object. */
export const object = ['s3:GetObject', 'arn:aws:s3:::bucket/bob/red.txt'] as const;
/** Reading an item. */
export const table = ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/red'] as const;
/** Using a key. */
export const key = ['kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd'] as const;

type Elements = { readonly [element in keyof WrittenStatement]: Json | undefined };

/** A document of one statement about everything, with what is told otherwise. */
function written(effect: string, elements: Elements): { readonly [key: string]: Json } {
  const all = { Effect: effect, Action: '*', Resource: '*', ...elements };
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  return {
    Version: '2012-10-17',
    Statement: Object.fromEntries(present) as { readonly [key: string]: Json },
  };
}

/** Allows. */
export const allow = (elements: Elements = {}) => written('Allow', elements);
/** Denies. */
export const deny = (elements: Elements = {}) => written('Deny', elements);

/** The request of a user on everything, with what is told otherwise. */
export function differing(
  ours: string,
  theirs: string,
  told: Partial<WrittenLayers> & {
    readonly caller?: Caller;
    readonly target?: readonly [action: string, resource: string];
    readonly context?: Readonly<Record<string, KeyValue>>;
  },
): Example {
  const { caller = bob, target = ['ec2:DescribeInstances', '*'], context = {}, ...layers } = told;
  const [action, resource] = target;
  const request = { caller, action, resource, context: new Map(Object.entries(context)) };
  return { case: { seed: 0, layers: { identity: [], ...layers }, request }, ours, theirs };
}
