/**
 * With whom a resource is shared that has no policy document: images, snapshots, documents, shares of RAM and the like.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 */
import { sharedWithEveryone, sharingAttributes } from '../../aws/sharing.ts';
import { isHole, isText, type Text, type Value } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { ResourceSubject } from '../../subject/types.ts';
import { type Predicate, predicate, type RuleContext } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';
import { accountOf } from './account.ts';
import { isUnset, sitesOf } from './attribute.ts';

const sharedWith = predicate({
  name: 'shared-with',
  subjects: ['resource'],
  facts: ['account', 'attribute'],
  summary:
    'an attribute that gives the resource away names everyone (`anyone`), or an account or organisation that is neither own nor trusted (`other-account`)',
  argument: oneOf(['anyone', 'other-account']),
  bind: (wanted, context) => (subject) => {
    const names = sharingAttributes[subject.origin.type] ?? [];
    return any(
      names.flatMap((name) =>
        sitesOf(subject.attributes, name).flatMap(({ value, pointer }) =>
          namedIn(value).map((one) => told(wanted, one, { name, pointer, subject, context })),
        ),
      ),
    );
  },
});

/** The predicates of this family. */
export const sharingPredicates: readonly Predicate[] = [sharedWith];

interface Site {
  readonly name: string;
  readonly pointer: string;
  readonly subject: ResourceSubject;
  readonly context: RuleContext;
}

/** A list may be written as one text with commas. */
function namedIn(value: Value | undefined): readonly Text[] {
  if (isUnset(value)) return [];
  if (typeof value === 'string') return value.split(',').map((one) => one.trim());
  return isText(value) ? [value] : [];
}

function told(wanted: 'anyone' | 'other-account', value: Text, site: Site): Verdict {
  const { name, pointer } = site;
  const facts = { attribute: [name] };
  if (typeof value === 'string' && sharedWithEveryone.includes(value.toLowerCase()))
    return wanted === 'anyone' ? yes({ pointer, facts }) : no;
  if (typeof value !== 'string') return ofHidden(value, site);
  return wanted === 'anyone' ? no : ofOther(value, site);
}

/** What belongs to the organisation is no stranger: its accounts, units and the whole of it. */
function ofHidden(value: Exclude<Text, string>, { name, pointer, subject, context }: Site): Verdict {
  const found = accountOf(value);
  if ('own' in found) return no;
  if ('account' in found) return isKnown(found.account, subject, context) ? no : undecided();
  const holes = isHole(value) ? [value] : value.parts.filter((part) => isHole(part));
  const [reference] = holes.flatMap((one) => one.reference ?? []);
  return reference !== undefined && /(^|\.)aws_organizations_/.test(reference) ? no : undecided(reference);

  function undecided(by?: string): Verdict {
    const reason = `with whom it is shared, \`${name}\`, is known only after apply`;
    return unknown({ pointer, reason, ...(by === undefined ? {} : { reference: by }) });
  }
}

function ofOther(value: string, { name, pointer, subject, context }: Site): Verdict {
  const organization = /^arn:[^:]+:organizations::\d{12}:(?:organization|ou)\/(o-\w+)/.exec(value)?.[1];
  if (organization !== undefined) {
    const { organization: own } = context.accounts;
    return own === undefined || own === organization
      ? no
      : yes({ pointer, facts: { attribute: [name], account: [organization] } });
  }
  const found = accountOf(value);
  if (!('account' in found) || isKnown(found.account, subject, context)) return no;
  const { own, vendors = [] } = context.accounts;
  const isSure = own.length > 0 || subject.where?.account !== undefined || vendors.includes(found.account);
  return yes({
    pointer,
    facts: { attribute: [name], account: [found.account] },
    ...(isSure ? {} : { assumption: `if ${found.account} is not yours` }),
  });
}

function isKnown(account: string, subject: ResourceSubject, { accounts }: RuleContext): boolean {
  return [...accounts.own, ...accounts.trusted, subject.where?.account].includes(account);
}
