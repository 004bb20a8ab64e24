/**
 * What parameters of rules look like, in rule files, profiles and configurations.
 */
import { list } from '../shape/list.ts';
import { mapOf } from '../shape/record.ts';
import { number, text } from '../shape/scalar.ts';
import type { Shape } from '../shape/shape.ts';
import type { Parameter } from '../types.ts';

const texts = list(text('a text'), 1);

const parameter: Shape<Parameter> = {
  words: 'a number or a list of texts',
  schema: { anyOf: [number.schema, texts.schema] },
  decode: (value, path, report) =>
    Array.isArray(value) ? texts.decode(value, path, report) : number.decode(value, path, report),
};

/** Parameters by name. */
export const parameters = mapOf('a mapping from names to numbers or lists', parameter);
