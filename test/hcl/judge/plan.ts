/**
 * Many expressions in one configuration, planned by the real Terraform: once with the inputs unknown, once known.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { awsProviderVersion, terraformEnvironment } from '../../../fixtures/make/mirror.ts';

interface Inputs {
  readonly s0: string;
  readonly s1: string;
  readonly s2: string;
  readonly arn: string;
  readonly n0: number;
  readonly b0: boolean;
  readonly l0: readonly string[];
  readonly m0: Readonly<Record<string, string>>;
}

/** What the unknowns turn out to be, in three ways: what fails with one may not fail with another. */
const usual: Inputs = {
  s0: 'alpha',
  s1: '123456789012',
  s2: '',
  arn: 'arn:aws:s3:::the-bucket',
  n0: 5,
  b0: true,
  l0: ['beta', 'gamma'],
  m0: { a: 'va', z: 'vz' },
};
const sets: Readonly<Record<string, Inputs>> = {
  usual,
  empty: { ...usual, s0: '', s1: '', n0: 0, b0: false, l0: [], m0: {} },
  odd: {
    s0: '5',
    s1: 'true',
    s2: 'a "b" <c>\\n',
    arn: 'arn:aws:s3:::*',
    n0: -2.5,
    b0: false,
    l0: ['beta', '', 'beta'],
    m0: { p: '0' },
  },
};

/** The inputs, as HCL and as values: those that `JUDGE_INPUTS` names, or the usual ones. */
export const inputs: Inputs = sets[process.env['JUDGE_INPUTS'] ?? 'usual'] ?? usual;

export const known = `known = {
    list = tolist(["k1", "k2"])
    map = tomap({ a = "m1", k = "m2" })
  }`;

/** Files beside the configuration. */
export const files: Readonly<Record<string, string>> = {
  'text.txt': 'some text\nwith <lines> é\n',
  'lines.tftpl':
    'Hello ${name}!\n%{ for i, x in list ~}\n  ${i}: ${x}\n%{ endfor ~}\n%{ if flag }yes%{ else }no%{ endif } $${raw}\n',
  'policy.tftpl':
    '{"Version":"2012-10-17","Statement":[\n%{ for i, a in actions ~}\n  ${i > 0 ? "," : ""}{"Effect": "Allow", "Action": ${jsonencode(a)}, "Resource": "${arn}/*"}\n%{ endfor ~}\n%{ if deny ~}\n,{"Effect":"Deny"}\n%{ endif ~}\n]}\n',
  'placeholder.json': '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":["ARN","ARN/x"]}]}\n',
  'sub/one.txt': '1',
  'sub/two.json': '2',
};

export interface Planned {
  /** The text, or undefined where it is unknown. */
  readonly value: string | undefined;
}

/** The configuration of these expressions. */
function configurationOf(expressions: readonly string[], areKnown: boolean): string {
  const input = JSON.stringify(inputs);
  const outputs = expressions.map(
    (one, index) =>
      `output "o${index}" {\n  sensitive = true\n  value = try(tostring(${one}), "!error")\n}\n`,
  );
  const source = areKnown
    ? `jsondecode(${JSON.stringify(input)})`
    : `{ ${Object.keys(inputs)
        .map((name) => `${name} = terraform_data.${name}.output`)
        .join(', ')} }`;
  const resources = Object.keys(inputs).map(
    (name) =>
      `resource "terraform_data" "${name}" {\n  input = jsondecode(${JSON.stringify(input)}).${name}\n}\n`,
  );
  return `${areKnown ? '' : resources.join('')}locals {\n  in = ${source}\n  ${known}\n}\n${outputs.join('')}`;
}

const provider = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${awsProviderVersion}" }
  }
}
`;

/**
 * What Terraform plans for each expression; `withProvider` where functions of the AWS provider stand in them. Throws with its
 * message where the configuration is refused.
 */
export function planOutputs(
  expressions: readonly string[],
  areKnown: boolean,
  withProvider = false,
): readonly Planned[] {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    writeFileSync(join(folder, 'main.tf'), configurationOf(expressions, areKnown));
    if (withProvider) writeFileSync(join(folder, 'provider.tf'), provider);
    const plain = { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' };
    const env = withProvider ? terraformEnvironment(folder) : plain;
    const run = (...args: readonly string[]): string =>
      execFileSync('terraform', args, {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        env,
      });
    run('init', '-input=false');
    run('plan', '-input=false', '-out=p');
    const changes = (
      JSON.parse(run('show', '-json', 'p')) as { output_changes: Record<string, { after?: string }> }
    ).output_changes;
    return expressions.map((_, index) => ({ value: changes[`o${index}`]?.after }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
