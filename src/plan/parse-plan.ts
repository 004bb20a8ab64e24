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

/**
 * The text of a plan from its bytes. Throws InputError with exit 3 where they are none. A plan may be large: whoever reads
 * it should hold the bytes no longer than this takes, so that they and what is parsed are never in memory together.
 */
export function planText(bytes: Uint8Array, file: string): string {
  if (bytes.length > longestString) throw refusal({ code: 'too-large' }, file);
  const binary = diagnoseBytes(bytes);
  if (binary !== undefined) throw refusal(binary, file);
  return decodeText(bytes);
}

/** The object that is the plan. Throws InputError with exit 3 and one problem where it is none. */
export function parsePlan(input: Uint8Array | string, file: string): JsonObject {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : planText(input, file);
  const value = parse(text, file);
  if (isTooDeep(value)) throw refusal({ code: 'too-deep' }, file);
  const root = asObject(value);
  const mistake = diagnoseJson(root);
  if (root === undefined || mistake !== undefined) throw refusal(mistake ?? { code: 'not-a-plan' }, file);
  return root;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw refusal({ code: 'too-deep' }, file);
    throw refusal(diagnoseText(text, error instanceof Error ? error.message : ''), file);
  }
}

function refusal({ code, detail }: Diagnosis, file: string): InputError {
  return new InputError(3, [wrongInput(code, file, detail)]);
}
