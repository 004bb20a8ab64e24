/**
 * JSON to statements: tolerant where IAM is, and telling the place where IAM refuses. A statement that is refused is
 * left out, the others are read, and the defect says so: nothing vanishes silently.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { duplicateKeys, hasDuplicateKeys, parseJson } from '../base/json.ts';
import { type Hole, isArray, isHole, isObject, isText, type Value } from '../base/value.ts';
import { refused } from './defects.ts';
import { withElements } from './elements.ts';
import { parseStatement } from './parse-statement.ts';
import type { Content, Defect, ParsedPolicy, PolicyDocument, Statement } from './types.ts';

const elements = ['Version', 'Id', 'Statement'];

/** Parses a document from its text, or from a tree in which values may be unknown. */
export function parsePolicy(content: Content): ParsedPolicy {
  if (content.form === 'tree') return parseTree(content.tree, []);
  const json = parseJson(content.text);
  if (!json.ok) {
    const place = content.text.includes('\n')
      ? `line ${json.line}, column ${json.column}`
      : `character ${json.offset + 1}`;
    return { ok: false, defects: [refused('json-syntax-error', '', `${json.reason} (${place})`)] };
  }
  const defects: Defect[] = [];
  if (hasDuplicateKeys(content.text, json.value)) {
    for (const pointer of duplicateKeys(content.text)) {
      const key = pointer.slice(pointer.lastIndexOf('/') + 1);
      defects.push(
        refused('duplicate-key', pointer, `\`${key}\` stands twice in one object; only the last one is read`),
      );
    }
  }
  return parseTree(json.value, defects);
}

function parseTree(tree: Value, defects: Defect[]): ParsedPolicy {
  if (!isObject(tree)) {
    return {
      ok: false,
      defects: [refused('syntax-error', '', 'a policy document is a JSON object'), ...defects],
    };
  }
  const root = withElements(tree, elements, '', defects);
  if (root.Statement === undefined) {
    return { ok: false, defects: [refused('missing-statement', '', 'it has no `Statement`'), ...defects] };
  }
  const statements: Statement[] = [];
  const more = parseStatements(root.Statement, statements, defects);
  const document: PolicyDocument = {
    statements,
    ...(isText(root.Version) ? { version: root.Version } : {}),
    ...(isText(root.Id) ? { id: root.Id } : {}),
    ...(more === undefined ? {} : { moreStatements: more }),
  };
  checkVersion(root.Version, defects);
  return { ok: true, document, defects };
}

function parseStatements(value: Value, statements: Statement[], defects: Defect[]): Hole | undefined {
  if (isHole(value)) return value;
  const listed = isArray(value);
  const found = listed ? value : [value];
  let more: Hole | undefined;
  for (let index = 0; index < found.length; index++) {
    const one = found[index] as Value;
    if (isHole(one)) {
      more = one;
      continue;
    }
    const statement = parseStatement(one, index, listed ? `/Statement/${index}` : '/Statement', defects);
    if (statement !== undefined) statements.push(statement);
  }
  return more;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function checkVersion(version: Value | undefined, defects: Defect[]): void {
  if (version === undefined || version === '2012-10-17' || version === '2008-10-17') return;
  if (isText(version) && typeof version !== 'string') return;
  const written = typeof version === 'string' ? `\`${version}\`` : 'not text';
  defects.push(
    refused(
      'invalid-version',
      '/Version',
      `the version is ${written}, and IAM knows \`2012-10-17\` and \`2008-10-17\``,
    ),
  );
}
