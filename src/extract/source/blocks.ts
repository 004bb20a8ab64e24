/**
 * Which block of the source an element of the plan is: blocks of a set have no order, but known arguments that agree.
 */
import { isArray, isObject, type Value } from '../../base/value.ts';
import { isSettled } from './agreement.ts';

/** The index in the source; undefined where several fit, or none does. */
export function blockIn(
  written: Value | undefined,
  planned: Value | undefined,
  index: number,
): number | undefined {
  if (!isArray(written)) return undefined;
  const element = isArray(planned) ? planned[index] : undefined;
  if (element === undefined) return written.length > index ? index : undefined;
  const fitting = written.flatMap((block, at) => (agrees(block, element) ? [at] : []));
  const [only] = fitting;
  return fitting.length === 1 ? only : undefined;
}

function agrees(block: Value, element: Value): boolean {
  if (!isObject(block) || !isObject(element)) return false;
  return Object.entries(block).every(([name, value]) => {
    const planned = Object.hasOwn(element, name) ? element[name] : undefined;
    return !isSettled(value) || !isSettled(planned) || String(value) === String(planned);
  });
}
