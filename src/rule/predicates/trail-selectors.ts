/**
 * Which management events the selectors of a trail record: those that read, those that write, of which sources.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
import { below, type Pointer } from '../../base/pointer.ts';
import { isArray, isHole, isObject, type Value, type ValueObject } from '../../base/value.ts';
import { all, any, no, not, unknown, type Verdict, verdictOf, yes } from '../../base/verdict.ts';

/** What selectors record and leave out. */
export interface Coverage {
  readonly pointer: Pointer;
  /** Management events that read, or that write, of any source that is not left out by name. */
  readonly reads: Verdict;
  readonly writes: Verdict;
  /** yes where some of them are not recorded. */
  readonly leavesOut: Verdict;
  /** yes where some sources are left out by name. */
  readonly sources: Verdict;
}

/** An event selector; undefined where all of it is known only after apply. */
export function coverageOfBasic(name: string, pointer: Pointer, block: ValueObject | undefined): Coverage {
  if (block === undefined) return hiddenCoverage(name, pointer);
  const included = isEqual(block, 'include_management_events', pointer, 'true', 'true');
  const kind = (other: string) => [
    isEqual(block, 'read_write_type', pointer, 'All', 'All'),
    isEqual(block, 'read_write_type', pointer, other, 'All'),
  ];
  return coverage({
    name,
    pointer: culprit(block, pointer),
    reads: all([included, any(kind('ReadOnly'))]),
    writes: all([included, any(kind('WriteOnly'))]),
    sources: all([included, excludes(block.exclude_management_event_sources, pointer)]),
  });
}

/** An advanced event selector; undefined where all of it is known only after apply. */
export function coverageOfAdvanced(name: string, pointer: Pointer, block: ValueObject | undefined): Coverage {
  const fields = block === undefined ? undefined : (block.field_selector ?? block.field_selectors);
  if (fields === undefined || isHole(fields)) return hiddenCoverage(name, pointer);
  const list = isArray(fields) ? fields : [fields];
  const selectors = list.filter((one) => isObject(one));
  if (selectors.length < list.length) return hiddenCoverage(name, pointer);
  const isManagement = any(selectors.map((one) => selects(one, 'eventCategory', 'Management', pointer)));
  const others = selectors.map((one) => narrows(one, pointer));
  const reads = all([isManagement, ...others.map((one) => one.reads)]);
  const writes = all([isManagement, ...others.map((one) => one.writes)]);
  const sources = all([isManagement, any(others.map((one) => one.sources))]);
  return coverage({ name, pointer, reads, writes, sources });
}

/** Selectors of one list, which add up. A source is left out where no selector records it. */
export function joined(name: string, each: readonly Coverage[]): Coverage {
  const [only] = each;
  if (only !== undefined && each.length === 1) return only;
  const reads = any(each.map((one) => one.reads));
  const writes = any(each.map((one) => one.writes));
  const recording = each.filter((one) => one.reads.answer !== 'no' || one.writes.answer !== 'no');
  const sources = recording.length === 0 ? no : all(recording.map((one) => one.sources));
  return coverage({ name, pointer: below('', name), reads, writes, sources });
}

type Recorded = Pick<Coverage, 'pointer' | 'reads' | 'writes' | 'sources'> & { readonly name: string };

function coverage({ name, pointer, reads, writes, sources }: Recorded): Coverage {
  const found = (verdict: Verdict) =>
    verdict.answer === 'yes' ? yes({ pointer, facts: { attribute: [name] } }) : verdict;
  return {
    pointer,
    reads,
    writes,
    leavesOut: found(any([not(reads), not(writes)])),
    sources: found(sources),
  };
}

function hiddenCoverage(name: string, pointer: Pointer): Coverage {
  const hidden = unknown({ pointer, reason: `\`${name}\` is known only after apply` });
  return { pointer, reads: hidden, writes: hidden, leavesOut: hidden, sources: hidden };
}

/** The argument that leaves events out, where it is one. */
function culprit(block: ValueObject, pointer: Pointer): Pointer {
  if (String(block.include_management_events ?? 'true') === 'false')
    return below(pointer, 'include_management_events');
  return typeof block.read_write_type === 'string' && block.read_write_type !== 'All'
    ? below(pointer, 'read_write_type')
    : pointer;
}

function isEqual(
  block: ValueObject,
  name: string,
  pointer: Pointer,
  expected: string,
  unset: string,
): Verdict {
  const value = block[name] ?? unset;
  if (isHole(value))
    return unknown({ pointer: below(pointer, name), reason: `\`${name}\` is known only after apply` });
  return verdictOf(String(value) === expected);
}

function excludes(value: Value | undefined, pointer: Pointer): Verdict {
  if (isHole(value))
    return unknown({ pointer, reason: '`exclude_management_event_sources` is known only after apply' });
  return verdictOf(isArray(value) && value.length > 0);
}

/** Does the field selector ask for that value of that field? */
function selects(selector: ValueObject, field: string, value: string, pointer: Pointer): Verdict {
  const { field: named, equals } = selector;
  if (isHole(named) || isHole(equals)) return hiddenSelector(pointer);
  if (named !== field || !isArray(equals)) return no;
  if (equals.includes(value)) return yes();
  return equals.some((one) => isHole(one)) ? hiddenSelector(pointer) : no;
}

/** Whether a field selector still lets through all that read, all that write, and which sources it leaves out. */
function narrows(selector: ValueObject, pointer: Pointer): Pick<Coverage, 'reads' | 'writes' | 'sources'> {
  const { field, not_equals: notEquals } = selector;
  const hidden = hiddenSelector(pointer);
  if (isHole(field)) return { reads: hidden, writes: hidden, sources: hidden };
  if (field === 'eventCategory') return { reads: yes(), writes: yes(), sources: no };
  if (field === 'readOnly')
    return {
      reads: selects(selector, 'readOnly', 'true', pointer),
      writes: selects(selector, 'readOnly', 'false', pointer),
      sources: no,
    };
  const isSources = field === 'eventSource' && (isHole(notEquals) || isArray(notEquals));
  if (isSources) return { reads: yes(), writes: yes(), sources: isHole(notEquals) ? hidden : yes() };
  return { reads: no, writes: no, sources: no };
}

function hiddenSelector(pointer: Pointer): Verdict {
  return unknown({ pointer, reason: 'a field of the selector is known only after apply' });
}
