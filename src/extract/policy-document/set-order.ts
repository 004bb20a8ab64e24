/**
 * The order in which the provider walks a set of blocks: by the decimal text of the CRC-32 of each block's serialised
 * form. It decides how principals of one type and values of one key are joined, so a document can only be rebuilt byte
 * for byte with it.
 * https://pkg.go.dev/github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema#SerializeResourceForHash
 */
import { isArray, type Value, type ValueObject } from '../../base/value.ts';
import { crc32 } from './crc32.ts';

/** `principals` and `not_principals` blocks in the provider's order. Unknown values count as empty. */
export function inPrincipalOrder(blocks: readonly ValueObject[]): readonly ValueObject[] {
  return inSetOrder(blocks, ({ identifiers, type }) => {
    const inner = inSetOrder(textsOf(identifiers), (text) => `${text};`);
    return `identifiers:{${inner.map((text) => `${text};`).join('')}};type:${textOf(type)};`;
  });
}

/** `condition` blocks in the provider's order. */
export function inConditionOrder(blocks: readonly ValueObject[]): readonly ValueObject[] {
  return inSetOrder(blocks, ({ test, values, variable }) => {
    const inner = textsOf(values).map((text) => `${text};`);
    return `test:${textOf(test)};values:(${inner.join('')});variable:${textOf(variable)};`;
  });
}

function inSetOrder<T>(elements: readonly T[], serialise: (element: T) => string): readonly T[] {
  if (elements.length < 2) return elements;
  return elements
    .map((element) => ({ element, key: String(crc32(serialise(element))) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ element }) => element);
}

function textsOf(value: Value | undefined): readonly string[] {
  return (isArray(value) ? value : []).map(textOf);
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
