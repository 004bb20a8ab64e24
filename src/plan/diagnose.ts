/**
 * What an input that is no plan most likely is: by its first bytes, by the text that JSON.parse refused, or by the keys
 * of its JSON.
 */
import type { JsonObject } from '../base/value.ts';
import type { WrongInput } from './problems.ts';

/** The code of a wrong input, and what follows its message. */
export interface Diagnosis {
  readonly code: WrongInput;
  readonly detail?: string;
}

/** Keys of which a plan has at least one. */
const planKeys = [
  'resource_changes',
  'planned_values',
  'configuration',
  'output_changes',
  'deferred_changes',
  'resource_drift',
];

/** Only Terraform's own JSON starts with this key; a plan and a state both do. */
const start = /\{\s*"format_version"/;
const humanPlan =
  /^(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following)|^An execution plan has been generated|^No changes\. |^ {2}# \S+ (?:will|must) be /m;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with the escape character.
const colours = /\u001b\[[\d;]*m/g;

/** What can be told without decoding: an empty input, or a zip, which is what the binary plan is. */
export function diagnoseBytes(bytes: Uint8Array): Diagnosis | undefined {
  if (bytes.length === 0) return { code: 'empty-input' };
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? { code: 'binary-plan' } : undefined;
}

/** What a text is that JSON.parse refused for that reason (V8's message). */
export function diagnoseText(text: string, reason: string): Diagnosis {
  const head = text.slice(0, 65_536).replace(colours, '').trimStart();
  if (head === '') return { code: 'empty-input' };
  if (head.startsWith('PK\u0003\u0004')) return { code: 'binary-plan' };
  const [line = ''] = head.split('\n', 1);
  if (/^\{"@(?:level|message|module|timestamp)"/.test(line)) return { code: 'ui-events' };
  const at = Number(/at position (\d+)/.exec(reason)?.[1] ?? Number.NaN);
  if (/non-whitespace character after JSON/.test(reason)) return afterJson(text, at);
  if (text.search(start) > 0 && !head.startsWith('{')) return { code: 'wrapper-text' };
  if (humanPlan.test(head)) return { code: 'human-plan' };
  if (!/^[[{]/.test(head)) return { code: 'not-json' };
  const isCut = /end of JSON input|^Unterminated/.test(reason) || at >= text.trimEnd().length;
  if (isCut) return { code: 'truncated' };
  return Number.isNaN(at) ? { code: 'not-json' } : { code: 'not-json', detail: `: ${placeOf(text, at)}` };
}

/** What JSON is, by its keys; undefined where it is a plan. */
export function diagnoseJson(root: JsonObject | undefined): Diagnosis | undefined {
  if (root === undefined) return { code: 'not-a-plan' };
  const has = (...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(root, key));
  if (has(...planKeys)) return undefined;
  if (has('Statement')) return { code: 'policy-document' };
  if (has('@level', '@message')) return { code: 'ui-events' };
  if (has('values') || (has('version') && has('serial', 'lineage'))) return { code: 'state-file' };
  const keys = Object.keys(root);
  // Without a plan file `terraform show -json` prints the state, and an empty state is its version alone.
  if (keys.length > 0 && keys.every((key) => key === 'format_version' || key === 'terraform_version'))
    return { code: 'state-file' };
  return { code: 'not-a-plan' };
}

/** Lines of events are JSON one by one; anything else behind a whole plan is a wrapper's. */
function afterJson(text: string, at: number): Diagnosis {
  if (/^\s*\{"@level"/.test(text.slice(at, at + 100))) return { code: 'ui-events' };
  return start.test(text.slice(0, 1000))
    ? { code: 'text-after' }
    : { code: 'not-json', detail: `: ${placeOf(text, at)}` };
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  return `it breaks at line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}
