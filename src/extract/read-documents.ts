/**
 * Documents of a data source that was read while planning: `values` is complete, with the provider's defaults.
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
import { own } from '../base/decode.ts';
import { isArray, type Json } from '../base/value.ts';
import { containsTrue } from '../plan/merge.ts';
import type { PriorResource } from '../plan/types.ts';
import { dataRowsOf } from './catalogue/row-lookup.ts';
import type { DataDocument } from './data-documents.ts';

/** The documents of one data source; most have one. */
export function readDocuments(source: PriorResource): readonly DataDocument[] {
  return (dataRowsOf(source.type) ?? []).flatMap((row) =>
    textsAt(source.values, row.path.split('.')).map((text) => ({
      source,
      row,
      state: 'known' as const,
      content: { form: 'text' as const, text },
      // What is made from a sensitive argument is as sensitive as that.
      sensitive: source.sensitiveValues === true || containsTrue(source.sensitiveValues),
      takes: [],
    })),
  );
}

function textsAt(value: Json | undefined, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  const member = own(value, step.replace('[]', ''));
  return isArray(member) ? member.flatMap((element) => textsAt(element, rest)) : textsAt(member, rest);
}
