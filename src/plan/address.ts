/**
 * Resource addresses by a real grammar: `for_each` keys are quoted strings that may hold quotes, dots, brackets
 * and newlines.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
import type { Address, ModuleStep } from './types.ts';

interface Key {
  readonly key?: string | number;
  readonly keyUnknown?: true;
}

/** Parses an address; undefined where it is none. Linear in its length. */
export function parseAddress(text: string): Address | undefined {
  const reader = cursorOver(text);
  const modules: ModuleStep[] = [];
  while (reader.take('module.')) {
    const name = reader.name();
    const key = reader.key();
    if (name === undefined || key === undefined || !reader.take('.')) return undefined;
    modules.push({ name, ...key });
  }
  const mode = reader.take('data.') ? 'data' : reader.take('ephemeral.') ? 'ephemeral' : 'managed';
  const type = reader.name();
  if (type === undefined || !reader.take('.')) return undefined;
  const name = reader.name();
  const key = reader.key();
  if (name === undefined || key === undefined || !reader.atEnd()) return undefined;
  return { modules, mode, type, name, ...key };
}

/** Parses a module address (`module.a["x"].module.b`); undefined where it is none. The root is the empty text. */
export function parseModules(text: string): readonly ModuleStep[] | undefined {
  const reader = cursorOver(text);
  const modules: ModuleStep[] = [];
  while (!reader.atEnd()) {
    if (modules.length > 0 && !reader.take('.')) return undefined;
    if (!reader.take('module.')) return undefined;
    const name = reader.name();
    const key = reader.key();
    if (name === undefined || key === undefined) return undefined;
    modules.push({ name, ...key });
  }
  return modules;
}

/** Writes an address as Terraform does. */
export function formatAddress(address: Address): string {
  const mode = address.mode === 'managed' ? '' : `${address.mode}.`;
  const modules = formatModules(address.modules);
  return `${modules === '' ? '' : `${modules}.`}${mode}${address.type}.${address.name}${formatKey(address)}`;
}

/** Writes a module path as Terraform does; empty for the root. */
export function formatModules(modules: readonly ModuleStep[]): string {
  return modules.map((step) => `module.${step.name}${formatKey(step)}`).join('.');
}

/** The address with all `count` and `for_each` keys taken out: what copies have in common. */
export function withoutKeys(address: string): string {
  if (!address.includes('[')) return address;
  const parsed = parseAddress(address);
  if (parsed === undefined) return address;
  const { modules, mode, type, name } = parsed;
  return formatAddress({ modules: modules.map((step) => ({ name: step.name })), mode, type, name });
}

function formatKey({ key, keyUnknown }: Key): string {
  if (keyUnknown) return '[*]';
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${quote(key)}]`;
}

/** A string in HCL's quotes. https://developer.hashicorp.com/terraform/language/expressions/strings */
function quote(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('${', '$${')
    .replaceAll('%{', '%%{');
  return `"${escaped}"`;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const namePattern = /[\p{L}\p{N}_-]+/uy;
const numberPattern = /\d+/y;
const fourDigits = /[0-9a-fA-F]{4}/y;
const eightDigits = /[0-9a-fA-F]{8}/y;

/** What reads an address piece by piece; every method consumes what it recognises and nothing else. */
interface Cursor {
  atEnd(): boolean;
  take(token: string): boolean;
  name(): string | undefined;
  /** `[0]`, `["key"]`, `[*]` or nothing; undefined where a bracket opens and no key follows. */
  key(): Key | undefined;
}

function cursorOver(text: string): Cursor {
  let at = 0;
  const take = (token: string): boolean => {
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const character = (): string | undefined => {
    if (take('$${')) return '${';
    if (take('%%{')) return '%{';
    if (!take('\\')) return text.charAt(at++);
    const letter = text.charAt(at++);
    return letter === 'u'
      ? codePoint(match(fourDigits))
      : letter === 'U'
        ? codePoint(match(eightDigits))
        : escapes[letter];
  };
  const string = (): string | undefined => {
    if (!take('"')) return undefined;
    let result = '';
    while (at < text.length) {
      if (take('"')) return result;
      const next = character();
      if (next === undefined) return undefined;
      result += next;
    }
    return undefined;
  };
  return {
    atEnd: () => at === text.length,
    take,
    name: () => match(namePattern),
    key: () => {
      if (!take('[')) return {};
      if (take('*]')) return { keyUnknown: true };
      const digits = match(numberPattern);
      const key = digits === undefined ? string() : Number(digits);
      return key !== undefined && take(']') ? { key } : undefined;
    },
  };
}

function codePoint(digits: string | undefined): string | undefined {
  const code = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
