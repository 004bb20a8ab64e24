/**
 * How objects may be uploaded to S3: what an allowance lets through after the denials of its document and of the buckets in
 * the plan, and whether denials that are about encryption do what they say.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { isHole } from '../../base/value.ts';
import { all, any, no, not, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import { actionsMeet } from '../../iam/clauses.ts';
import { readOperator } from '../../iam/operators.ts';
import type { Condition, PolicyDocument, Statement } from '../../iam/types.ts';
import type { PolicySubject, StatementSubject } from '../../subject/types.ts';
import { alone, denialsIn, layersAllow } from '../exact/ask.ts';
import { guardsFor } from '../exact/bucket-guards.ts';
import {
  aboutUploads,
  encryptionKey,
  encryptions,
  isAboutEncryption,
  type Upload,
  uploading,
  uploads,
  uploadsBy,
} from '../exact/uploads.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { list } from '../shape/list.ts';
import { oneOf } from '../shape/scalar.ts';
import { isDenial } from './denied-beside.ts';
import { conditionsOn, heldFor } from './key-cases.ts';

const allowsUploads = predicate({
  name: 'allows-uploads',
  subjects: ['statement'],
  summary:
    'the statement allows uploads to S3 in each of these ways, after the denials of its document, of the bucket policies in the plan, and of what the plan sets as the default of a bucket',
  argument: list(oneOf(uploads), 1),
  inFrame:
    (asked, { catalogue }) =>
    (subject) =>
      mayUpload(subject) ? (one) => allowsEach(one, asked, catalogue) : no,
  bind:
    (asked, { catalogue }) =>
    (subject) =>
      mayUpload(subject) ? allowsEach(subject, asked, catalogue) : no,
});

const uploadDenials = predicate({
  name: 'upload-denials',
  subjects: ['document'],
  facts: ['encryption', ...factsOfWitness],
  summary:
    'denials of the document are about the encryption of uploads to S3, and let one through that they do not name (`let-through`), or deny every upload (`deny-all`)',
  argument: oneOf(['let-through', 'deny-all']),
  bind:
    (how, { catalogue }) =>
    ({ policy }: PolicySubject) => {
      if (!policy.ok) return no;
      const denials = policy.document.statements.filter(isAboutUploads);
      const ask = how === 'let-through' ? letsThrough : deniesAll;
      return any(denials.map((one) => ask(policy.document, one, catalogue)));
    },
});

/** The predicates of this family. */
export const uploadPredicates: readonly Predicate[] = [allowsUploads, uploadDenials];

function mayUpload({ statement }: StatementSubject): boolean {
  return statement.effect !== 'Deny' && actionsMeet(statement, uploading).answer !== 'no';
}

/** The ARN of a bucket that is made during apply is not the ARN of an object in it. */
function isOfBucketsAlone({ resource }: Statement): boolean {
  if (resource === undefined || resource.negated || resource.more) return false;
  return resource.values.every((value) => isHole(value) && value.type === 'arn:s3:bucket');
}

function allowsEach(
  { document, policy, statement }: StatementSubject,
  asked: readonly Upload[],
  catalogue: Catalogue,
): Verdict {
  if (isOfBucketsAlone(statement)) return no;
  const guards = guardsFor(statement, document.bucketGuards?.() ?? []);
  const held = [alone(policy, statement), ...guards];
  const isAlike = guards.length === 0 && isPlain(policy, statement);
  const ask = (one: Upload): Verdict => {
    const told = layersAllow([held], uploadsBy(one), catalogue);
    return told.answer === 'yes' ? yes() : told;
  };
  return all(asked.map((one) => (isAlike ? decidedOnce(policy, statement, one, () => ask(one)) : ask(one))));
}

/**
 * The usual case: objects of some bucket are named and nothing is denied, so that only actions and conditions decide. They are
 * the same in many policies, and are decided once.
 */
function isPlain({ statements }: PolicyDocument, { effect, resource }: Statement): boolean {
  if (effect !== 'Allow' || resource === undefined || resource.negated || resource.more) return false;
  const isReached = resource.values.some((one) => typeof one === 'string' && ofObjects.test(one));
  return isReached && statements.every((one) => one.effect === 'Allow');
}

const ofObjects = /^(\*|arn:aws:s3:::[a-z0-9.-]+\/\*)$/;
const decided = new Map<string, Verdict>();
const mostDecided = 10_000;

function decidedOnce(
  policy: PolicyDocument,
  statement: Statement,
  upload: Upload,
  ask: () => Verdict,
): Verdict {
  const { action, conditions, moreConditions } = statement;
  const key = JSON.stringify([policy.version, upload, action, conditions, moreConditions]);
  const known = decided.get(key);
  if (known !== undefined) return known;
  const verdict = ask();
  if (decided.size < mostDecided) decided.set(key, verdict);
  return verdict;
}

function isAboutUploads(statement: Statement): boolean {
  const isDenying = statement.effect !== 'Allow' && actionsMeet(statement, uploading).answer !== 'no';
  return isDenying && statement.conditions.some(isAboutEncryption);
}

/** An encryption that the denial does not name gets past all denials. */
function letsThrough(document: PolicyDocument, denial: Statement, catalogue: Catalogue): Verdict {
  const { statements } = denialsIn(document);
  const asked = aboutUploads(document, denial, statements);
  const exceptions = conditionsOn(denial, encryptionKey).filter(leavesOut);
  return any(
    exceptions.flatMap((exception) =>
      encryptions.map((encryption) => {
        const told = layersAllow([[asked]], uploadsBy(encryption), catalogue);
        if (told.answer === 'no') return no;
        const passes =
          told.answer === 'unknown'
            ? told
            : yes(evidenceWith(exception.pointer, told.found[0].request, { encryption: [encryption] }));
        return all([isDenial(denial), withoutPlace(heldFor([exception], encryption)), passes]);
      }),
    ),
  );
}

/** A condition that leaves out the encryptions which it names; its operator may be known only after apply. */
function leavesOut({ operator }: Condition): boolean {
  if (typeof operator !== 'string') return isHole(operator);
  const { base } = readOperator(operator);
  return base?.family === 'string' && base.negated;
}

function withoutPlace(verdict: Verdict): Verdict {
  return verdict.answer === 'yes' ? yes() : verdict;
}

/** No upload gets past all denials, and without those about encryption some would. */
function deniesAll(document: PolicyDocument, denial: Statement, catalogue: Catalogue): Verdict {
  const { statements } = denialsIn(document);
  const others = statements.filter((one) => !one.conditions.some(isAboutEncryption));
  const allows = (denials: readonly Statement[]) => (upload: Upload) => {
    const told = layersAllow([[aboutUploads(document, denial, denials)]], uploadsBy(upload), catalogue);
    return told.answer === 'yes' ? verdictOf(true) : told;
  };
  const verdict = all([
    isDenial(denial),
    not(any(uploads.map(allows(statements)))),
    any(uploads.map(allows(others))),
  ]);
  return verdict.answer === 'yes' ? yes({ pointer: denial.pointer }) : verdict;
}
