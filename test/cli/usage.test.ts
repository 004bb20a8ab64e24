/**
 * The command line itself: exit 2 and one message for whatever is mistyped or not there yet.
 */
import { describe, expect, it } from 'vitest';
import { grantlint } from './command.ts';

const plan = 'fixtures/guide/plan.json';

describe('wrong usage', () => {
  it.each([
    [['--fial-on', 'high', plan], /`fial-on` is not an option[\s\S]*`fail-on`/],
    [['--fail-on', 'severe', plan], /severe/],
    [['--format', 'sarfi', plan], /`sarfi` is not a format[\s\S]*`sarif`/],
    [['--format', 'json', '--format', 'text', plan], /two formats go to standard output/],
    [['--only', 'full-admin-grnat', plan], /full-admin-grnat[\s\S]*full-admin-grant/],
    [['--profile', 'gide', plan], /gide[\s\S]*guide/],
    [['--rules', 'nowhere.yaml', plan], /nowhere\.yaml/],
    [[], /no plan was named[\s\S]*terraform show -json/],
    [['explain', 'full-admin-grnat'], /full-admin-grant/],
  ])('%j', (words, says) => {
    const outcome = grantlint(words);
    expect(outcome.exit).toBe(2);
    expect(outcome.err).toMatch(says);
    expect(outcome.err).not.toMatch(/\n\s+at |\.cjs|node:internal/);
    expect(outcome.out).toBe('');
  });
});

describe('what comes later', () => {
  it.each([
    ['--baseline', 'b.json', plan],
    ['--waivers=w.yaml', plan],
  ])('`%s` is refused by name', (...words) => {
    const outcome = grantlint(words);
    expect(outcome.exit).toBe(2);
    expect(outcome.err).toContain('is not there yet');
  });
});

describe('help', () => {
  it('lists commands, options and exit codes', () => {
    const { exit, out, err } = grantlint(['--help']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/grantlint extract/);
    expect(out).toMatch(/--fail-on/);
    expect(out).toMatch(/Exit: 0/);
  });

  it('tells the version of the package', () => {
    expect(grantlint(['--version'])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
