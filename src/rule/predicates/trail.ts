/**
 * What a CloudTrail trail leaves out, from the arguments of either provider. Several selectors add up: an event that matches
 * one of them is recorded. A trail without selectors records all management events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
import { isArray, isHole, isObject, type Value, type ValueObject } from '../../base/value.ts';
import { any, no, type Verdict } from '../../base/verdict.ts';
import type { ResourceSubject } from '../../subject/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf } from '../shape/scalar.ts';
import { compareAttribute, sitesOf } from './attribute.ts';
import { type Coverage, coverageOfAdvanced, coverageOfBasic, joined } from './trail-selectors.ts';

const parts = ['every-event', 'other-regions', 'global-services', 'management-events', 'sources'] as const;
type Part = (typeof parts)[number];

const trailLeavesOut = predicate({
  name: 'trail-leaves-out',
  subjects: ['resource'],
  facts: ['attribute'],
  summary:
    'the CloudTrail trail leaves out one of these: `every-event` where logging is off, events of `other-regions` or of `global-services`, `management-events` that read or that write, or those of some `sources`',
  argument: oneOrMore(oneOf(parts)),
  bind: (asked) => (trail) => any(asked.map((part) => leavesOut(trail, part))),
});

/** The predicates of this family. */
export const trailPredicates: readonly Predicate[] = [trailLeavesOut];

function leavesOut(trail: ResourceSubject, part: Part): Verdict {
  switch (part) {
    case 'every-event':
      return any(['enable_logging', 'is_logging'].map((name) => isOff(trail, name, true)));
    case 'other-regions':
      return isOff(trail, 'is_multi_region_trail', false);
    case 'global-services':
      return isOff(trail, 'include_global_service_events', true);
    case 'management-events':
      return selected(trail, (coverage) => coverage.leavesOut);
    case 'sources':
      return selected(trail, (coverage) => coverage.sources);
  }
}

/** Both providers send an argument that is not set as nothing, so CloudTrail's own default counts. */
function isOff(trail: ResourceSubject, name: string, unset: boolean): Verdict {
  return compareAttribute(trail, name, unset, (value) => String(value) === 'false');
}

const selectors: readonly (readonly [name: string, read: typeof coverageOfBasic])[] = [
  ['event_selector', coverageOfBasic],
  ['event_selectors', coverageOfBasic],
  ['advanced_event_selector', coverageOfAdvanced],
  ['advanced_event_selectors', coverageOfAdvanced],
];

function selected({ attributes }: ResourceSubject, ask: (coverage: Coverage) => Verdict): Verdict {
  const written = selectors.filter(([name]) => !isEmpty(attributes[name]));
  const coverages = written.map(([name, read]) => {
    const each = sitesOf(attributes, name).map((site) => read(name, site.pointer, blockOf(site.value)));
    return joined(name, each);
  });
  return coverages.length === 0 ? no : any(coverages.map(ask));
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || (isArray(value) && value.length === 0);
}

function blockOf(value: Value | undefined): ValueObject | undefined {
  return isObject(value) && !isHole(value) ? value : undefined;
}
