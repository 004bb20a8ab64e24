/**
 * Text that is unknown in part: joined from values, and turned back into parts.
 */
import { derived } from './derive.ts';
import { encodeJson } from './encode-json.ts';
import { asSensitive, hasUnordered, isSensitive } from './inspect.ts';
import { type HclValue, type Template, type TextPart, text } from './values.ts';

/** The text that the parts make, a plain string where nothing is unknown. */
export function joinText(parts: readonly TextPart[]): HclValue {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  if (joined.every((part) => typeof part === 'string')) return text(joined.join(''));
  return { kind: 'template', parts: joined };
}

/** The parts of a value of type string; undefined for any other. */
export function partsOf(value: HclValue): readonly TextPart[] | undefined {
  switch (value.kind) {
    case 'string':
      return [value.value];
    case 'template':
      return value.parts;
    case 'json':
      return encodeJson(value.tree);
    case 'unknown':
      return value.type === 'string' ? [{ unknown: value, as: [] }] : undefined;
    default:
      return undefined;
  }
}

/** Several texts one after the other. */
export function concatTexts(values: readonly HclValue[]): HclValue {
  const joined = joinText(
    values.flatMap(
      (value) => partsOf(value) ?? [{ unknown: derived('tostring', 'string', [value]), as: [] }],
    ),
  );
  const ordered = joined.kind === 'template' && values.some(hasUnordered) ? unordered(joined) : joined;
  return values.some(isSensitive) ? asSensitive(ordered) : ordered;
}

function unordered(text: Template): Template {
  return { ...text, unordered: true };
}
