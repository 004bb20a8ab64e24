/**
 * Resources that are statements of a resource policy or an ACL: rules see each as a document of its own.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission
 */
import { isObject, type ValueObject } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { after, before, isSensitive } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { DocumentState, DocumentSubject } from '../subject/types.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';
import { fromSource, originOf } from './origin.ts';
import { hasHole } from './policy-document/render.ts';
import type { AclReach } from './public-access-blocks.ts';
import type { FromSource } from './source.ts';
import type { Read } from './statement-parts.ts';
import { type Shape, shapes } from './statement-shapes.ts';
import { writtenAttributes } from './unwritten.ts';

type Tree = Extract<Content, { form: 'tree' }>;

/** The document of such a resource; undefined for other types. */
export function statementDocument(context: Context, change: ResourceChange): DocumentSubject | undefined {
  const shape = shapes.get(change.type);
  if (shape === undefined || change.mode !== 'managed') return undefined;
  const reason = goneReason(change);
  const values = reason === undefined ? after(change) : null;
  const earlier = before(change);
  const reach = shape.aclOf === undefined ? 'all' : context.aclReach(change, shape.aclOf);
  const written = values === null ? undefined : writtenAttributes(context, change, values);
  const used = new Set<string>();
  const content = written === undefined ? undefined : documentOf(shape, written.attributes, reach, used);
  const was = earlier === null ? undefined : documentOf(shape, earlier, 'all', used);
  if (content === undefined && (was === undefined || reason === undefined)) return undefined;
  const account = context.account(change);
  return {
    subject: 'document',
    origins: [originOf(context, change, '')],
    kind: 'resource',
    service: shape.service,
    state: stateOf(content, written?.source),
    references: [],
    sensitive: written?.sensitive === true || [...used].some((name) => isMarked(change, name)),
    judged: content !== undefined,
    ...(written?.source === undefined ? {} : { rebuilt: fromSource(written.source) }),
    ...(reason === undefined ? {} : { reason }),
    ...(content === undefined ? {} : { content }),
    ...(was === undefined ? {} : { before: was }),
    ...(account === undefined ? {} : { account }),
  };
}

function stateOf(content: Tree | undefined, source: FromSource | undefined): DocumentState {
  if (content !== undefined && hasHole(content.tree)) return 'partly';
  return content === undefined || source === undefined ? 'known' : 'rebuilt';
}

/** A mark on the whole resource, or on what the statement is made of; other attributes, such as a token, do not matter. */
function isMarked(change: ResourceChange, attribute: string): boolean {
  const { after_sensitive: later, before_sensitive: earlier } = change.raw;
  if (!containsTrue(later) && !containsTrue(earlier)) return false;
  return isSensitive(change, 'after', attribute) || isSensitive(change, 'before', attribute);
}

/** Undefined where nothing is granted; `used` gets the attributes that were asked for. */
function documentOf(shape: Shape, values: ValueObject, reach: AclReach, used: Set<string>): Tree | undefined {
  if (reach === 'none') return undefined;
  const read: Read = (attribute) => {
    used.add(attribute);
    const value = values[attribute];
    return value === null || value === '' ? undefined : value;
  };
  const granted = shape.statements(read);
  const statements =
    reach === 'accounts' ? granted.filter((one) => !isObject(one) || one.Principal !== '*') : granted;
  if (statements.length === 0) return undefined;
  return { form: 'tree', tree: { Version: '2012-10-17', Statement: statements } };
}
