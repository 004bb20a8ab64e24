/**
 * Hostile source: every attack ends in a clear reason, soon.
 */
import { describe, expect, it } from 'vitest';
import { openEvaluator } from '../../src/hcl/evaluate-attribute.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';
import { configurationOf, emptyPlan, evaluatorOf, input, memory } from './memory.ts';

const wrapped = (expression: string, more = ''): string =>
  `${more}\nresource "terraform_data" "t" {\n  input = ${expression}\n}\n`;

function reasonOf(text: string): string {
  const started = process.cpuUsage();
  const answer = evaluatorOf(text).evaluateAttribute(input);
  // Processor time, since the machine may be busy; steps are what bounds it.
  expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
  return 'undetermined' in answer
    ? answer.undetermined
    : `a value: ${JSON.stringify(answer.value).slice(0, 80)}`;
}

const doubling = Array.from({ length: 40 }, (_, i) => `  l${i + 1} = "\${local.l${i}}\${local.l${i}}"`).join(
  '\n',
);
const nested = Array.from({ length: 40 }, (_, i) => `  n${i + 1} = [local.n${i}, local.n${i}]`).join('\n');

describe('what takes too long', () => {
  it.each([
    ['a range of a billion', wrapped('jsonencode(range(1000000000))'), 'more than 1024 values'],
    [
      'texts that double',
      wrapped('local.l40', `locals {\n  l0 = "xxxxxxxxxxxxxxxx"\n${doubling}\n}`),
      'too many steps',
    ],
    [
      'lists that double',
      wrapped('jsonencode(local.n40)', `locals {\n  n0 = "x"\n${nested}\n}`),
      'too many steps',
    ],
    [
      'loops in loops',
      wrapped(`[${'for a in range(1000) : ['.repeat(5)}0${']'.repeat(5)}]`),
      'too many steps',
    ],
    ['a huge indentation', wrapped('indent(1000000000, "a\\nb")'), 'out of bounds'],
    ['a wide format', wrapped('format("%1000000000d", 1)'), 'out of bounds'],
    ['a huge power', wrapped('pow(10, 1000000000)'), 'not supported'],
    ['a huge literal', wrapped('jsonencode(1e1000000000)'), 'a number within bounds expected'],
    [
      'many combinations',
      wrapped(`setproduct(${Array.from({ length: 10 }, () => 'range(100)').join(', ')})`),
      'more than 20000 combinations',
    ],
    [
      'a regular expression that doubles',
      wrapped('regex("((a{1,100}){1,100}){1,100}", "aaaa")'),
      'regular expression',
    ],
  ])('%s', (_, text, reason) => expect(reasonOf(text)).toContain(reason));

  it('a regular expression that backtracks elsewhere takes no time', () => {
    expect(reasonOf(wrapped(`can(regex("^(a+)+$", "${'a'.repeat(5000)}b"))`))).toBe('a value: false');
  });
});

describe('what is nested too deep', () => {
  it.each([
    ['parentheses', wrapped(`${'('.repeat(10_000)}1${')'.repeat(10_000)}`)],
    ['lists', wrapped(`${'['.repeat(10_000)}1${']'.repeat(10_000)}`)],
    ['negations', wrapped(`${'!'.repeat(10_000)}true`)],
    ['templates', wrapped(`${'"${'.repeat(10_000)}1${'}"'.repeat(10_000)}`)],
    ['conditionals', wrapped(`${'true ? 1 : '.repeat(10_000)}1`)],
    ['blocks', `${'a {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}`],
    ['directives', wrapped(`"${'%{ if true }'.repeat(10_000)}${'%{ endif }'.repeat(10_000)}"`)],
    ['attributes', wrapped(`local.a${'.b'.repeat(10_000)}`, 'locals {\n  a = 1\n}')],
    ['sums', wrapped(`1${' + 1'.repeat(10_000)}`)],
    ['comparisons', wrapped(`1${' == 1'.repeat(100_000)}`)],
    ['indexes', wrapped(`local.a${'[0]'.repeat(100_000)}`, 'locals {\n  a = 1\n}')],
    ['sums in parentheses', wrapped(`${'('.repeat(150)}1${`${' + 1'.repeat(300)})`.repeat(150)}`)],
  ])('%s', (_, text) => expect(reasonOf(text)).toMatch(/deep|steps|has no attributes|number|a value/));

  it('a template that is made of itself', () => {
    const files = { '/c/main.tf': wrapped('templatefile("t", {})'), '/c/t': '${templatefile("t", {})}' };
    const answer = openEvaluator(configurationOf(files), emptyPlan).evaluateAttribute(input);
    expect(answer).toEqual({ undetermined: expect.stringMatching(/deep|steps/) });
  });
});

describe('what goes around', () => {
  it('locals that refer to themselves', () => {
    expect(reasonOf(wrapped('local.a', 'locals {\n  a = local.b\n  b = "${local.a}"\n}'))).toContain(
      'refers to itself',
    );
  });

  it('modules that call themselves', () => {
    const files = { '/c/main.tf': 'module "m" {\n  source = "./."\n}\n' };
    expect(readConfiguration(memory(files), '/c')?.root.calls.size).toBe(1);
  });
});

describe('what leads out of the configuration', () => {
  const outside = { '/c/main.tf': wrapped('file("../secret.txt")'), '/secret.txt': 'secret' };

  it('a path', () => {
    const answer = openEvaluator(configurationOf(outside), emptyPlan).evaluateAttribute(input);
    expect(answer).toEqual({ undetermined: '`/secret.txt` leads out of the folders of the configuration' });
  });

  it('a symbolic link', () => {
    const files = { '/c/main.tf': wrapped('file("link.txt")'), '/secret.txt': 'secret' };
    const configuration = configurationOf(files, { '/c/link.txt': '/secret.txt' });
    expect(openEvaluator(configuration, emptyPlan).evaluateAttribute(input)).toEqual({
      undetermined: '`/c/link.txt` leads out of the folders of the configuration',
    });
  });

  it('`try` does not hide it', () => {
    const files = { ...outside, '/c/main.tf': wrapped('try(file("../secret.txt"), "none")') };
    const answer = openEvaluator(configurationOf(files), emptyPlan).evaluateAttribute(input);
    expect(answer).toHaveProperty('undetermined');
  });
});

describe('what is too large', () => {
  it('a file', () => {
    const files = { '/c/main.tf': wrapped('1'), '/c/big.tf': `# ${'x'.repeat(10_000_001)}` };
    const answer = openEvaluator(configurationOf(files), emptyPlan).evaluateAttribute(input);
    expect(answer).toEqual({ undetermined: '`/c/big.tf` is larger than 10 MB' });
  });

  it('is read up to that size', () => {
    const list = `[${'"0123456789abcdef",'.repeat(200_000)}]`;
    expect(reasonOf(wrapped('length(local.big)', `locals {\n  big = ${list}\n}`))).toBe('a value: 200000');
  });
});
