/**
 * What `compare` prints: hostile text stays text, and every line fits.
 */
import { describe, expect, it } from 'vitest';
import type { DocumentComparison } from '../../src/ask/compare-documents.ts';
import { renderCompareJson, renderCompareText } from '../../src/report/render-compare.ts';
import { attacks, expectTame, hidden } from './tame.ts';

/** A comparison in which whatever a user can choose is the text. */
function outputs(text: string) {
  const difference = {
    witness: {
      principal: text,
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${text}`,
      context: { [`aws:RequestTag/${text}`]: text, 'aws:TagKeys': [text, text] },
    },
    statement: { pointer: `/Statement/0/${text}`, sid: text },
    denied: { pointer: '/Statement/0', sid: text },
    marks: ['/Statement/0/Sid'],
    actions: ['s3:GetObject', text, text, text],
  };
  const comparison: DocumentComparison = {
    kind: 'identity',
    relation: 'incomparable',
    newAccess: { verdict: 'yes', differences: [difference, difference, difference, difference] },
    lostAccess: { verdict: 'undetermined', reason: text },
  };
  const shown = { file: text, tree: { Statement: [{ Sid: text, [text]: text }] }, beside: text };
  const options = { reference: shown, candidate: shown, color: false };
  return {
    json: renderCompareJson(comparison),
    texts: [40, 80, 120].map((width) => renderCompareText(comparison, { ...options, width })),
  };
}

describe.each(attacks)('%j', (attack) => {
  const { json, texts } = outputs(attack);

  it('is tame in text', () => {
    for (const text of texts) expectTame(text);
  });

  it('is data in JSON', () => {
    expect(json).not.toMatch(hidden);
    expect(() => JSON.parse(json)).not.toThrow();
  });
});

it('fits the width', () => {
  const [, text = ''] = outputs('logs').texts;
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(text).toContain('INCOMPARABLE');
});
