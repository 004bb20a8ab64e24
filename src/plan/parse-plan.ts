/**
 * Bytes to the plan's JSON object, or what was handed over instead of a plan.
 */
import { asObject } from '../base/decode.ts';
import { isTooDeep } from '../base/depth.ts';
import { InputError } from '../base/problem.ts';
import type { JsonObject } from '../base/value.ts';
import { decodeText } from './decode-text.ts';
import { type Diagnosis, diagnoseBytes, diagnoseJson, diagnoseText } from './diagnose.ts';
import { wrongInput } from './problems.ts';

/** V8 holds no longer string: 2^29 - 24 UTF-16 units. */
const longestString = 0x1fff_ffe8;

/** The object that is the plan. Throws InputError with exit 3 and one problem where it is none. */
export function parsePlan(input: Uint8Array | string, file: string): JsonObject {
  const refuse = ({ code, detail }: Diagnosis): InputError =>
    new InputError(3, [wrongInput(code, file, detail)]);
  if (input.length > longestString) throw refuse({ code: 'too-large' });
  const binary = typeof input === 'string' ? undefined : diagnoseBytes(input);
  if (binary !== undefined) throw refuse(binary);
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeText(input);
  const value = parse(text, refuse);
  if (isTooDeep(value)) throw refuse({ code: 'too-deep' });
  const root = asObject(value);
  const mistake = diagnoseJson(root);
  if (root === undefined || mistake !== undefined) throw refuse(mistake ?? { code: 'not-a-plan' });
  return root;
}

function parse(text: string, refuse: (diagnosis: Diagnosis) => InputError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw refuse({ code: 'too-deep' });
    throw refuse(diagnoseText(text, error instanceof Error ? error.message : ''));
  }
}
