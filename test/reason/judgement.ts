/**
 * How the mutants of `src/reason` are judged: by the table of cases.
 */
import { catalogue } from '../aws/data.ts';
import type { Judgement } from '../mutants/judge-mutants.ts';
import { cases } from './cases.ts';
import type * as implementation from './implementation.ts';

/** Notices the first case that is answered otherwise. */
export const judgement: Judgement<typeof implementation> = {
  entry: 'test/reason/implementation.ts',
  notices: ({ parsePolicy, universeOf, askAccess }) => {
    const universe = universeOf(catalogue);
    const accessOf = (Statement: readonly object[]) => {
      const parsed = parsePolicy({
        form: 'text',
        text: JSON.stringify({ Version: '2012-10-17', Statement }),
      });
      if (!parsed.ok) throw new Error(parsed.defects[0].message);
      return { layers: [[parsed.document]] };
    };
    const wrong = cases.find(({ before, after, expected }) => {
      const asking = { universe, extent: 'one' } as const;
      return askAccess(accessOf(after), accessOf(before), asking).verdict !== expected;
    });
    return wrong?.name;
  },
};
