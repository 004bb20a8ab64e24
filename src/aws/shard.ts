/**
 * One service as `actions.txt` holds it: names once, numbers elsewhere. Written by the generator, read by the catalogue.
 *
 * - `keys`: condition key to its type; their order numbers them
 * - `lists`: lists of key numbers, each list once
 * - `types`: resource type to `[ARN template, list]`; their order numbers them
 * - `actions`: access level, then action to `[list, type * 2 + required, list, type * 2 + required, list …]`:
 *   its own keys, then each resource type it takes with the keys present on that type
 */
import type {
  AccessLevel,
  Action,
  ActionResourceType,
  ConditionKey,
  ResourceType,
  Service,
} from './service.ts';

/** The JSON of one entry of `actions.txt`. */
export interface Shard {
  readonly title: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly lists: readonly (readonly number[])[];
  readonly types: Readonly<Record<string, readonly [arn: string, list: number]>>;
  readonly actions: Readonly<Partial<Record<AccessLevel, Readonly<Record<string, readonly number[]>>>>>;
}

/** A service from its shard; actions are built when they are first asked for. */
export function serviceOf(prefix: string, shard: Shard): Service {
  const keyNames = Object.keys(shard.keys);
  const namesOf = (list: number) => (shard.lists[list] ?? []).map((key) => keyNames[key] ?? '');
  const types = Object.entries(shard.types).map(([name, [arn, list]]) => ({ name, arn, list }));
  const coded = codedActions(shard);
  const built = new Map<string, Action>();
  const action = (name: string) => {
    const key = name.toLowerCase();
    const code = coded.get(key);
    if (code === undefined) return undefined;
    const done = built.get(key) ?? actionOf(prefix, code, (type) => types[type], namesOf);
    built.set(key, done);
    return done;
  };
  return {
    prefix,
    title: shard.title,
    action,
    actionNames: [...coded.values()].map((one) => one.name).sort(),
    resourceTypes: new Map(
      types.map(({ name, arn, list }): [string, ResourceType] => [
        name,
        { name, arn, conditionKeys: namesOf(list) },
      ]),
    ),
    conditionKeys: new Map(
      Object.entries(shard.keys).map(([name, type]): [string, ConditionKey] => [
        name.toLowerCase(),
        { name, type },
      ]),
    ),
  };
}

interface CodedAction {
  readonly name: string;
  readonly level: AccessLevel;
  readonly code: readonly number[];
}

function codedActions(shard: Shard): Map<string, CodedAction> {
  const coded = new Map<string, CodedAction>();
  for (const [level, actions] of Object.entries(shard.actions))
    for (const [name, code] of Object.entries(actions))
      coded.set(name.toLowerCase(), { name, level: level as AccessLevel, code });
  return coded;
}

function actionOf(
  service: string,
  { name, level, code }: CodedAction,
  typeOf: (
    type: number,
  ) => { readonly name: string; readonly arn: string; readonly list: number } | undefined,
  namesOf: (list: number) => readonly string[],
): Action {
  const [own = 0, ...pairs] = code;
  const resourceTypes: ActionResourceType[] = [];
  const conditionKeys = new Set(namesOf(own));
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [type = 0, list = 0] = pairs.slice(at, at + 2);
    const found = typeOf(type >> 1);
    if (!found) continue;
    const keys = namesOf(list);
    for (const key of [...keys, ...namesOf(found.list)]) conditionKeys.add(key);
    resourceTypes.push({ name: found.name, arn: found.arn, required: (type & 1) === 1, conditionKeys: keys });
  }
  return {
    name: `${service}:${name}`,
    service,
    level,
    resourceTypes,
    hasResourceScope: resourceTypes.length > 0,
    conditionKeys: [...conditionKeys],
  };
}
