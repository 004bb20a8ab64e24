/**
 * All functions by name. What is not here is not supported, and says so with the reason (`unforeseen.ts`).
 */
import { awsFunctions } from './aws.ts';
import { cidrFunctions } from './cidr.ts';
import { collectionFunctions } from './collections.ts';
import { dateFunctions } from './dates.ts';
import type { FunctionDefinition, FunctionTable } from './define.ts';
import { encodingFunctions } from './encodings.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import { hashFunctions } from './hashes.ts';
import { jsonFunctions } from './json.ts';
import { mapFunctions } from './maps.ts';
import { numberFunctions } from './numbers.ts';
import { regularFunctions } from './regular.ts';
import { setFunctions } from './sets.ts';
import { stringFunctions } from './strings.ts';
import { typeFunctions } from './types.ts';
import { unforeseenFunctions } from './unforeseen.ts';
import { yamlFunctions } from './yaml.ts';

const table: FunctionTable = {
  ...awsFunctions,
  ...cidrFunctions,
  ...collectionFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...jsonFunctions,
  ...mapFunctions,
  ...numberFunctions,
  ...regularFunctions,
  ...setFunctions,
  ...stringFunctions,
  ...typeFunctions,
  ...unforeseenFunctions,
  ...yamlFunctions,
};

/** The function with this name, if it is supported. */
export function functionNamed(name: string): FunctionDefinition | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The names of all supported functions but `try`, `can`, `templatefile` and `templatestring`. */
export const functionNames: readonly string[] = Object.keys(table);
