/**
 * What `can` prints: hostile text stays text, and every line fits.
 */
import { describe, expect, it } from 'vitest';
import type { CanAnswer } from '../../src/ask/can.ts';
import type { Decided } from '../../src/ask/decided.ts';
import { renderCanJson, renderCanText } from '../../src/report/render-can.ts';
import { attacks, expectTame, hidden } from './tame.ts';

/** An answer in which whatever a user can choose is the text. */
function outputs(text: string) {
  const source = { address: text, attribute: text, policy: text };
  const content = { form: 'text', text: '{}' } as const;
  const deciding = {
    source,
    place: { pointer: `/${text}`, sid: text },
    marks: ['/Statement/0/Sid'],
    content,
  };
  const decided: Decided = {
    witness: { principal: text, action: text, resource: text, context: { [text]: [text, text] } },
    allowing: [deciding],
    denying: [],
    missing: [source],
  };
  const answer: CanAnswer = {
    verdict: 'depends',
    extent: 'unknown',
    allowed: decided,
    refused: { ...decided, denying: [deciding] },
    unknown: [{ source, reason: text }],
    sided: true,
    unsided: true,
    blockAssumed: true,
    limited: true,
    reason: text,
  };
  const question = { principal: text, actions: [text], resources: [text], before: true, assumes: [text] };
  const shown = () => ({ Statement: [{ Sid: text, [text]: text }] });
  return {
    json: renderCanJson(answer, question),
    texts: [40, 80, 120].map((width) => renderCanText(answer, question, { width, color: false, shown })),
    missing: renderCanText({ ...answer, refused: decided }, question, { width: 80, color: false, shown }),
  };
}

describe.each(attacks)('%j', (attack) => {
  const { json, texts, missing } = outputs(attack);

  it('is tame in text', () => {
    for (const text of [...texts, missing]) expectTame(text);
  });

  it('is data in JSON', () => {
    expect(json).not.toMatch(hidden);
    expect(JSON.parse(json).reason).toBe(attack);
  });
});

it('fits the width, and names what decides', () => {
  const { texts, missing } = outputs('logs');
  for (const line of texts[1]?.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(80);
  expect(texts[1]).toMatch(/DEPENDS[\s\S]*allowed by[\s\S]*denied by[\s\S]*NOT KNOWN/);
  expect(missing).toMatch(/because\s+logs logs \(logs\) does not allow it[\s\S]*though by/);
});
