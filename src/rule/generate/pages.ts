/**
 * The generated pages of `policies/`.
 */
import type { TextFile } from '../load/load.ts';
import { loadOwnRules } from './compile.ts';
import { referencePage } from './reference.ts';
import { profileSchema, ruleSchema } from './schema.ts';

/** A page and its path relative to the root of the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Makes the pages from the YAML files of `policies/`, named relative to it. Throws `InputError` for wrong ones. */
export function generatePages(files: readonly TextFile[]): readonly Page[] {
  return [
    { path: 'policies/README.md', text: referencePage(loadOwnRules(files)) },
    { path: 'policies/rule.schema.json', text: `${JSON.stringify(ruleSchema(), null, 2)}\n` },
    { path: 'policies/profile.schema.json', text: `${JSON.stringify(profileSchema(), null, 2)}\n` },
  ];
}
