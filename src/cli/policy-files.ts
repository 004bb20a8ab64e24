/**
 * Policy documents that stand in files of their own.
 */
import { deepest } from '../base/depth.ts';
import { parseJson } from '../base/json.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { Json } from '../base/value.ts';
import { checkKind } from '../iam/check-kind.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { PolicyDocument } from '../iam/types.ts';
import { decodeText } from '../plan/decode-text.ts';
import { excerptOf } from '../rule/load/excerpt.ts';
import { readBytes } from './inputs.ts';
import type { World } from './world.ts';

/** A file that holds JSON. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
  readonly json: Json;
}

/** Reads a file, or standard input for `-`. Throws InputError with exit 3 where it is no JSON. */
export function readPolicyFile(file: string, terminal: World['terminal']): PolicyFile {
  const text = decodeText(readBytes(file, terminal, 'policy'));
  if (text.trim() === '') throw wrong({ code: 'empty-file', message: 'the file is empty', file });
  const parsed = parseJson(text);
  if (parsed.ok) return { file, text, json: parsed.value };
  const place = { line: parsed.line, col: parsed.column };
  const isDeep = parsed.reason.includes(String(deepest));
  throw wrong({
    code: 'not-json',
    message: `it is not a policy document: ${parsed.reason}`,
    hint: 'a policy document is JSON, as `aws iam get-policy-version` and `terraform console` print it',
    file,
    ...(isDeep ? {} : excerptOf(text, place, 1)),
  });
}

/**
 * The document of a file, whole: where AWS would refuse a part of it, it can not be compared with anything. Throws
 * InputError with exit 3 and every reason. `kind` absent: whatever the elements tell.
 */
export function documentIn({ file, text, json }: PolicyFile, kind: string | undefined): PolicyDocument {
  const parsed = parsePolicy({ form: 'text', text });
  const defects = [
    ...parsed.defects,
    ...(parsed.ok && kind !== undefined ? checkKind(parsed.document, kind) : []),
  ].filter((one) => one.refused);
  if (parsed.ok && defects.length === 0) return parsed.document;
  throw new InputError(
    3,
    defects.map(({ code, message, pointer }) => ({
      code,
      message: pointer === '' ? message : `${message} (\`${pointer}\`)`,
      file,
      ...hintOf(code, json),
    })),
  );
}

/** Whoever hands over what stands around a document is told where it is. */
function hintOf(code: string, json: Json): Pick<Problem, 'hint'> {
  if (code !== 'missing-statement' || typeof json !== 'object' || json === null) return {};
  if ('format_version' in json)
    return {
      hint: 'this is a plan: `grantlint diff` compares what it changes, `grantlint can` asks about it',
    };
  const wrapper = ['PolicyVersion', 'PolicyDocument', 'AssumeRolePolicyDocument', 'Document', 'Policy'].find(
    (key) => key in json,
  );
  return wrapper === undefined ? {} : { hint: `hand over the policy document inside \`${wrapper}\` alone` };
}

function wrong(problem: Problem): InputError {
  return new InputError(3, [problem]);
}
