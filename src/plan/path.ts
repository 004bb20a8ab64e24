/**
 * Paths into a resource: `policy`; `inline_policy[].policy`, the attribute of every block; `inline_policy[0].policy`,
 * that of one block, as blocks stand in `after`.
 */
/** A step of a path: a name, an index, or every element. */
export type PathStep = string | number | typeof everyElement;
export const everyElement = Symbol('[]');

const plain = /^[^.[\]]+$/;
const stepPattern = /\.?([^.[\]]+)|\[(\d*)\]/y;

/** The steps of a path. Throws where it is none, since paths are written by us. */
export function pathSteps(path: string): readonly PathStep[] {
  if (plain.test(path)) return [path];
  const steps: PathStep[] = [];
  for (let at = 0; at < path.length; at = stepPattern.lastIndex) {
    stepPattern.lastIndex = at;
    const found = stepPattern.exec(path);
    if (found === null) throw new TypeError(`\`${path}\` is not a path`);
    const [, name, index = ''] = found;
    steps.push(name ?? (index === '' ? everyElement : Number(index)));
  }
  return steps;
}

/** Steps as a path: `inline_policy[0].policy`, `inline_policy[].policy`. */
export function formatPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const step of steps) {
    if (step === everyElement) path += '[]';
    else if (typeof step === 'number') path += `[${step}]`;
    else path += path === '' ? step : `.${step}`;
  }
  return path;
}
