/**
 * Functions whose result nobody can tell from their arguments: those that give another value at each apply, which a plan
 * holds as unknown, and those that grantlint does not repeat, with the reason.
 * https://developer.hashicorp.com/terraform/language/functions/timestamp
 */
import { waitsOf } from '../value/inspect.ts';
import type { HclValue } from '../value/values.ts';
import { define, type FunctionTable, free } from './define.ts';

/** Known during apply alone; two calls need not give the same. */
function learnt(name: string, args: readonly HclValue[]): HclValue {
  return { kind: 'unknown', type: 'string', waits: [`${name}()`, ...waitsOf(...args)], firm: true };
}

export const unforeseenFunctions: FunctionTable = {
  timestamp: define([], 'string', (args) => learnt('timestamp', args)),
  uuid: define([], 'string', (args) => learnt('uuid', args)),
  bcrypt: define([free('string')], 'string', (args) => learnt('bcrypt', args), free('number')),
};

const reasons: Readonly<Record<string, string>> = {
  abspath: 'it depends on the machine',
  pathexpand: 'it depends on the machine',
  plantimestamp: 'it depends on when the plan was made',
  base64gzip: 'its bytes depend on who compresses',
  base64gunzip: 'compressed texts are not opened',
  rsadecrypt: 'private keys are not used',
  ephemeralasnull: 'ephemeral values are in no plan',
};

/** Why there is no such function, in one line. */
export function whyUnsupported(name: string): string {
  const reason = Object.hasOwn(reasons, name)
    ? reasons[name]
    : name.startsWith('provider::')
      ? 'it is in the program of a provider'
      : undefined;
  return `the function \`${name}\` is not supported${reason === undefined ? '' : `: ${reason}`}`;
}
