/**
 * A pattern as a machine that reads a text letter by letter: all places of the pattern at once, made deterministic as far
 * as it is asked for, and kept, since the same patterns are asked about again and again.
 *
 * `*` is any run of letters and `?` exactly one. Inside the first five parts of an ARN the narrower of AWS's two readings
 * bounds them by the colon: `segment`. Condition values are read as whole texts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** What a wildcard may consume, and whether letters compare without case. */
export type Form =
  /** any letters */
  | 'text'
  /** any letters, compared without case (ASCII) */
  | 'folded'
  /** no colon in the first five parts of an ARN, any letters in the sixth */
  | 'segment'
  /** an ARN template of the Service Authorization Reference, in which `${Name}` is at least one letter */
  | 'template';

/** U+0101 is outside the characters that a policy may hold, so no pattern expects it. */
export const freshLetter = 'ā';

/** Numbers of states; the first is where reading begins. */
export type State = number;

/** No text from here on is matched. */
export const dead: State = -1;
/** Every text from here on is matched. */
export const always: State = -2;

/** A pattern, ready to read. */
export interface Machine {
  /** A number that no other machine has. */
  readonly id: number;
  readonly pattern: string;
  readonly form: Form;
  /** The text itself where the pattern holds no wildcard. */
  readonly literal: string | undefined;
  /** What every text that it matches starts with; empty where case does not matter. */
  readonly head: string;
  /** Texts that it matches: with a fresh letter, and with nothing, for each run; each other wildcard a fresh letter. */
  readonly samples: readonly [string, string];
  readonly start: State;
  step(state: State, letter: number): State;
  accepts(state: State): boolean;
  /** Letters that the pattern expects there, beside those of its wildcards. */
  expected(state: State): readonly number[];
}

/** Thrown where a question cannot be decided, such as over the budget; its message says why. The answer is then undetermined. */
export class Undecided extends Error {}

const colon = 0x3a;
const slash = 0x2f;
/** More states than any pattern that people write has; adversarial ones end here. */
const mostStates = 20_000;

interface Token {
  readonly kind: 'letter' | 'one' | 'many';
  readonly letter: number;
  /** Letters that the wildcard does not consume. */
  readonly bound: '' | ':' | '/' | ':/';
}

const machines = new Map<string, Machine>();
let nextId = 0;

/** The machine of a pattern; the same pattern gives the same machine. */
export function machineOf(pattern: string, form: Form): Machine {
  const key = `${form}\0${pattern}`;
  const known = machines.get(key);
  if (known !== undefined) return known;
  if (machines.size > 50_000) machines.clear();
  const made = build(pattern, form);
  machines.set(key, made);
  return made;
}

/** True when the machine matches the whole text. */
export function matches(machine: Machine, text: string): boolean {
  const { literal, form } = machine;
  if (literal !== undefined && form !== 'folded') return literal === text;
  let state = machine.start;
  for (let at = 0; at < text.length; at++) {
    if (state === dead) return false;
    if (state === always) return true;
    state = machine.step(state, text.charCodeAt(at));
  }
  return state === always || (state !== dead && machine.accepts(state));
}

/** `\` before a wildcard or another backslash makes it a letter: how escapes and substituted texts are written. */
export function escapeText(text: string): string {
  return text.replace(/[\\*?]/g, (letter) => `\\${letter}`);
}

function build(pattern: string, form: Form): Machine {
  const tokens = tokensOf(pattern, form);
  const folded = form === 'folded';
  const sets: (readonly number[])[] = [];
  const numbers = new Map<string, State>();
  const steps: Map<number, State>[] = [];
  const mentioned = new Set(tokens.map((token) => (token.kind === 'letter' ? token.letter : -1)));
  const number = (positions: readonly number[]): State => {
    if (positions.length === 0) return dead;
    const last = tokens.at(-1);
    if (last?.kind === 'many' && last.bound === '' && positions.includes(tokens.length - 1)) return always;
    const key = positions.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (sets.length > mostStates)
      throw new Undecided('a pattern is too contrived: it exceeds the budget of states');
    numbers.set(key, sets.length);
    steps.push(new Map());
    return sets.push(positions) - 1;
  };
  const start = number(closed(tokens, [0]));
  return {
    id: nextId++,
    pattern,
    form,
    literal: literalOf(tokens),
    head: folded ? '' : headOf(tokens),
    samples: [sampleOf(tokens, freshLetter), sampleOf(tokens, '')],
    start,
    accepts: (state) => state === always || (sets[state]?.at(-1) ?? -1) === tokens.length,
    expected: (state) =>
      (sets[state] ?? []).flatMap((at) => {
        const token = tokens[at];
        return token?.kind === 'letter' ? [token.letter] : [];
      }),
    step: (state, raw) => {
      if (state < 0) return state;
      const letter = folded ? foldLetter(raw) : raw;
      const other = mentioned.has(letter) || letter === colon || letter === slash ? letter : -1;
      const known = steps[state]?.get(other);
      if (known !== undefined) return known;
      const next = number(closed(tokens, moved(tokens, sets[state] ?? [], other)));
      steps[state]?.set(other, next);
      return next;
    },
  };
}

function moved(tokens: readonly Token[], positions: readonly number[], letter: number): number[] {
  const next: number[] = [];
  for (const at of positions) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'letter') {
      if (token.letter === letter) next.push(at + 1);
    } else if (!isBounded(token, letter)) next.push(token.kind === 'many' ? at : at + 1);
  }
  return next;
}

function isBounded({ bound }: Token, letter: number): boolean {
  return (letter === colon && bound.startsWith(':')) || (letter === slash && bound.endsWith('/'));
}

/** With every position that is reached without reading a letter, sorted. */
function closed(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const found = new Set<number>();
  for (let at of positions) {
    found.add(at);
    while (tokens[at]?.kind === 'many') found.add(++at);
  }
  return [...found].sort((a, b) => a - b);
}

function tokensOf(pattern: string, form: Form): readonly Token[] {
  if (form === 'template') return templateTokens(pattern);
  const tokens: Token[] = [];
  const isArn = form === 'segment';
  let parts = 0;
  for (let at = 0; at < pattern.length; at++) {
    let letter = pattern.charCodeAt(at);
    const escaped = letter === 0x5c && at + 1 < pattern.length;
    if (escaped) letter = pattern.charCodeAt(++at);
    const wildcard = !escaped && (letter === 0x2a || letter === 0x3f);
    if (wildcard) {
      const kind = letter === 0x2a ? 'many' : 'one';
      const bound = isArn && parts < 5 ? ':' : '';
      const last = tokens.at(-1);
      if (kind === 'many' && last?.kind === 'many' && last.bound === bound) continue;
      tokens.push({ kind, letter: -1, bound });
      continue;
    }
    if (letter === colon) parts++;
    tokens.push({ kind: 'letter', letter: form === 'folded' ? foldLetter(letter) : letter, bound: '' });
  }
  return tokens;
}

/**
 * Names hold no colon, so that `${Name}:${Version}` is two names, except those that are known to: object keys, paths,
 * stream labels, automated snapshots, databases (`aws:cloudtrail`). A bucket’s name, an `Id` and a qualifier hold no slash
 * either, nor do partitions, Regions and accounts, and names that are marked: `${TableName/}`.
 */
function templateTokens(template: string): readonly Token[] {
  return template.split(/(\$\{[^}]*\})/).flatMap((part): Token[] => {
    if (!part.startsWith('${'))
      return [...part].map((one) => (one === '*' ? anyInPart : letterToken(one.charCodeAt(0))));
    const bound = boundOf(part);
    return [
      { kind: 'one', letter: -1, bound },
      { kind: 'many', letter: -1, bound },
    ];
  });
}

function boundOf(marked: string): Token['bound'] {
  const name = marked.replace('/}', '}');
  const isWhole = wholeName.test(name) || (name !== marked && !holdsSlashes.test(name));
  if (holdsColons(name)) return isWhole ? '/' : '';
  return isWhole ? ':/' : ':';
}

const wholeName = /^\$\{(Partition|Region|\w*Account(Id)?|BucketName|Id|Qualifier)\}$/;

/**
 * Event buses of partners (`aws.partner/example.com/…`), and environments of application signals (`eks:cluster/namespace`).
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html
 */
const holdsSlashes = /^\$\{(EventBusName|EventSourceName|Environment)\}$/;

/** True for a name of a template that is known to hold colons: `${ObjectName}`. */
export function holdsColons(name: string): boolean {
  return (
    !name.includes('UrlEncoded') &&
    /^(?:\$\{)?(?:\w*(?:Object|Object(?:Name|Key)|Path|Label|SnapshotName|AlarmName|KeyPairName|DatabaseName|ARN|Arn)|Parameter\w*|Key)\}?$/.test(
      name,
    )
  );
}

/** A `*` in a template: any account, or none. */
const anyInPart: Token = { kind: 'many', letter: -1, bound: ':' };

function letterToken(letter: number): Token {
  return { kind: 'letter', letter, bound: '' };
}

function literalOf(tokens: readonly Token[]): string | undefined {
  if (tokens.some((token) => token.kind !== 'letter')) return undefined;
  return String.fromCharCode(...tokens.map((token) => token.letter));
}

function headOf(tokens: readonly Token[]): string {
  const end = tokens.findIndex((token) => token.kind !== 'letter');
  return String.fromCharCode(...(end < 0 ? tokens : tokens.slice(0, end)).map((token) => token.letter));
}

function sampleOf(tokens: readonly Token[], run: string): string {
  const text = ({ kind, letter }: Token) =>
    kind === 'letter' ? String.fromCharCode(letter) : kind === 'many' ? run : freshLetter;
  return tokens.map(text).join('');
}

function foldLetter(letter: number): number {
  return letter >= 0x41 && letter <= 0x5a ? letter + 0x20 : letter;
}
