import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/base/problem.ts';
import { loadRuleFiles } from '../../src/rule/load/load.ts';

const sound = `id: short-passwords
title: Passwords may be short
severity: medium
applies-to: { subject: password-policy }
rationale: They are guessed.
remediation: Set a minimum length.
accept-when: Nobody has a password.
references: [https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html]
report-when:
  attribute-below: { attribute: minimum_password_length, number: 12 }
message: "{attribute} is {found}"
examples:
  - title: eight
    expect: { violates: /minimum_password_length }
    password-policy: { minimum_password_length: 8 }
  - title: twelve
    expect: complies
    password-policy: { minimum_password_length: 12 }
`;

const file = 'mine/short-passwords.yaml';

/** What a user sees: place, message, hint and the marked line. */
function shown({ file, line, column, message, hint, excerpt }: Problem): string {
  return [
    `${file}:${line}:${column}: ${message}`,
    ...(hint ? [hint] : []),
    ...(excerpt ? [excerpt] : []),
  ].join('\n');
}

function problemsOf(text: string, name = file): readonly string[] {
  try {
    loadRuleFiles([{ file: name, text }]);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.exit).toBe(2);
    return error.problems.map(shown);
  }
}

/** The sound rule with one line changed. */
function changed(from: string, to: string): string {
  expect(sound).toContain(from);
  return sound.replace(from, to);
}

describe('a sound rule file', () => {
  it('gives the rule with its examples', () => {
    const [loaded] = loadRuleFiles([{ file, text: sound }]);
    expect(loaded?.rule).toMatchObject({
      id: 'short-passwords',
      family: 'custom',
      severity: 'medium',
      certainty: 'definite',
      supersedes: [],
      reportWhen: {
        predicate: 'attribute-below',
        argument: { attribute: 'minimum_password_length', number: 12 },
      },
    });
    expect(loaded?.examples.map((example) => example.expect)).toEqual([
      { verdict: 'violates', pointer: '/minimum_password_length' },
      { verdict: 'complies' },
    ]);
  });

  it('is of the family whose folder it stands in', () => {
    expect(loadRuleFiles([{ file: 'x/password/short-passwords.yaml', text: sound }])[0]?.rule.family).toBe(
      'password',
    );
  });
});

describe('a wrong rule file is told with place, caret and the nearest name', () => {
  it('an unknown key', () => {
    expect(problemsOf(changed('severity: medium', 'severty: medium'))).toEqual([
      [
        'mine/short-passwords.yaml:3:1: `severty` is not a key that is known here',
        'did you mean `severity`?',
        '3 | severty: medium',
        '  | ^^^^^^^',
      ].join('\n'),
      ['mine/short-passwords.yaml:1:1: `severity` is missing', '1 | id: short-passwords', '  | ^^'].join(
        '\n',
      ),
    ]);
  });

  it('a word that is not one of a closed set', () => {
    expect(problemsOf(changed('severity: medium', 'severity: hihg'))).toEqual([
      [
        'mine/short-passwords.yaml:3:11: `hihg` stands where one of `critical`, `high`, `medium`, `low`, `note` is expected',
        'did you mean `high`?',
        '3 | severity: hihg',
        '  |           ^^^^',
      ].join('\n'),
    ]);
  });

  it('an unknown predicate', () => {
    expect(problemsOf(changed('attribute-below:', 'atribute-below:'))).toEqual([
      [
        'mine/short-passwords.yaml:10:3: `atribute-below` is not a predicate',
        'did you mean `attribute-below`?',
        '10 |   atribute-below: { attribute: minimum_password_length, number: 12 }',
        '   |   ^^^^^^^^^^^^^^',
      ].join('\n'),
    ]);
  });

  it('a predicate about another subject', () => {
    const [problem] = problemsOf(
      changed(
        'attribute-below: { attribute: minimum_password_length, number: 12 }',
        'has-resource: { type: aws_iam_role }',
      ),
    );
    expect(problem).toContain(
      ':10:3: `has-resource` asks about a plan, and this condition is about a password-policy',
    );
  });

  it('two conditions in one mapping', () => {
    const two = changed('number: 12 }\n', 'number: 12 }\n  attribute-unset: hard_expiry\n');
    expect(problemsOf(two)[0]).toContain(
      ':10:3: `attribute-below` and `attribute-unset` stands where one condition is expected',
    );
  });

  it('a star without quotes, which YAML takes for an alias', () => {
    const [problem] = problemsOf(changed('title: Passwords may be short', 'title: *'));
    expect(problem).toContain('mine/short-passwords.yaml:2:');
    expect(problem).toContain('quote it: `"*"`; YAML reads a bare `*` as an alias');
    expect(problem).toContain('2 | title: *');
  });

  it('an account number without quotes, which YAML takes for a number', () => {
    const accounts = changed(
      '    expect: complies\n',
      '    expect: complies\n    accounts: { own: [012345678901] }\n',
    );
    const [problem] = problemsOf(accounts);
    expect(problem).toContain(
      ':18:23: the number `12345678901` stands where an account number in quotes is expected',
    );
    expect(problem).toContain('quote it: YAML reads digits without quotes as a number');
    expect(problem).toContain('   |                       ^^^^^^^^^^^^');
  });

  it('a fact that nothing provides', () => {
    expect(problemsOf(changed('{found}', '{fuond}'))).toEqual([
      [
        'mine/short-passwords.yaml:11:10: nothing provides `{fuond}`',
        'known here are `{attribute}`, `{found}`',
        '11 | message: "{attribute} is {fuond}"',
        '   |          ^^^^^^^^^^^^^^^^^^^^^^^^',
      ].join('\n'),
    ]);
  });

  it('a file with another name than the rule', () => {
    expect(problemsOf(sound, 'mine/passwords.yaml')[0]).toContain(
      ':1:5: the rule `short-passwords` stands in the file `passwords`\nname the file like the rule',
    );
  });

  it('a key that stands twice', () => {
    expect(problemsOf(changed('severity: medium', 'severity: medium\nseverity: low'))[0]).toContain(
      ':4:1: the key stands here a second time',
    );
  });

  it('an example about nothing', () => {
    expect(problemsOf(changed('    password-policy: { minimum_password_length: 12 }\n', ''))[0]).toContain(
      ':16:5: an example is about exactly one of `document`',
    );
  });

  it.each([
    ['an empty file', ''],
    ['a list', '- 1\n'],
    ['a text', 'hello\n'],
    ['deep nonsense', '{'.repeat(2000)],
  ])('%s is a problem and no crash', (_, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  it('all problems of all files at once', () => {
    const files = [
      { file: 'a/one.yaml', text: changed('severity: medium', 'severity: hihg').replace('title:', 'titel:') },
      { file: 'a/two.yaml', text: 'id: *\n' },
    ];
    try {
      loadRuleFiles(files);
      expect.unreachable();
    } catch (error) {
      const problems = error instanceof InputError ? error.problems : [];
      expect(problems.map((problem) => problem.file)).toEqual([
        'a/two.yaml',
        'a/one.yaml',
        'a/one.yaml',
        'a/one.yaml',
      ]);
    }
  });

  it('two rules of the same id, and a superseded rule that does not exist', () => {
    const twice = [
      { file: 'a/short-passwords.yaml', text: sound },
      {
        file: 'b/short-passwords.yaml',
        text: changed('severity: medium', 'severity: medium\nsupersedes: [short-password]'),
      },
    ];
    expect(() => loadRuleFiles(twice)).toThrow('the id `short-passwords` belongs to another rule already');
    expect(() => loadRuleFiles(twice)).toThrow('`short-password` is not the id of a rule');
  });

  it('a control character in the line cannot reach the terminal', () => {
    const [problem] = problemsOf(changed('severity: medium', 'severity: "\u001b[2Jhihg"'));
    expect(problem).not.toContain('\u001b');
  });
});
