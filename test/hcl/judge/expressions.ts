/**
 * Random expressions of each type, over everything that the evaluator knows. `local.in` holds the inputs: unknown in
 * one plan, known in the other.
 */
import type { Random } from './random.ts';

type Make = (random: Random, depth: number) => string;

/** Texts that are hard to print. */
const texts = [
  '',
  'a',
  'B c',
  'arn:aws:s3:::logs',
  'x/y-z_1',
  '<&>',
  'tab\\there',
  'quote\\"d',
  'é',
  'e\\u0301',
  'back\\\\slash',
  '  padded ',
  'one,two,,three',
  'line\\nbreak\\n',
  '$${raw}',
  '%%{raw}',
  '42',
  'true',
  '\\u2028',
  '10.0.0.0/16',
  'Straße',
  '日本',
];
const numbers = [
  '0',
  '1',
  '2',
  '3',
  '7',
  '-1',
  '10',
  '1.5',
  '0.1',
  '1e3',
  '100000000000000000000',
  '3.14159',
  '-2.75',
  '1000000',
  '1e-7',
];

const literal: Make = (random) => `"${random.pick(texts)}"`;

/** A text. */
export const string: Make = (random, depth) => {
  if (depth <= 0)
    return random.pick([literal, literal, () => `local.in.${random.pick(['s0', 's1', 's2', 'arn'])}`])(
      random,
      0,
    );
  return random.pick(stringMakers)(random, depth - 1);
};

export const number: Make = (random, depth) => {
  if (depth <= 0) return random.oneIn(4) ? 'local.in.n0' : random.pick(numbers);
  return random.pick(numberMakers)(random, depth - 1);
};

export const bool: Make = (random, depth) => {
  if (depth <= 0) return random.pick(['true', 'false', 'local.in.b0']);
  return random.pick(boolMakers)(random, depth - 1);
};

/** A list, set or tuple of texts. */
export const strings: Make = (random, depth) => {
  if (depth <= 0)
    return random.pick([
      '["a", "b"]',
      '[]',
      '["c"]',
      'local.in.l0',
      '["b", "a", "b", ""]',
      'local.known.list',
    ]);
  return random.pick(stringsMakers)(random, depth - 1);
};

/** A map or object of texts. */
export const mapping: Make = (random, depth) => {
  if (depth <= 0)
    return random.pick(['{}', '{ a = "1", b = "2" }', '{ "x y" = "z" }', 'local.in.m0', 'local.known.map']);
  return random.pick(mappingMakers)(random, depth - 1);
};

/** Anything. */
export const any: Make = (random, depth) => {
  if (depth <= 0) return random.oneIn(8) ? 'null' : random.pick([string, number, bool])(random, 0);
  return random.pick([string, number, bool, strings, mapping, tuple, object, chosen])(
    random,
    depth - (random.oneIn(2) ? 1 : 0),
  );
};

const tuple: Make = (random, depth) =>
  `[${Array.from({ length: random.below(4) }, () => any(random, depth - 1)).join(', ')}]`;
const object: Make = (random, depth) =>
  `{ ${Array.from({ length: random.below(4) }, (_, i) => `${random.pick(['k', 'K', 'a.b', 'ü'].map((one) => JSON.stringify(one + i)))} = ${any(random, depth - 1)}`).join(', ')} }`;
const chosen: Make = (random, depth) => {
  const make = random.pick([string, number, strings, mapping, any]);
  return `(${bool(random, depth)} ? ${make(random, depth)} : ${random.oneIn(5) ? 'null' : make(random, depth)})`;
};

const call =
  (name: string, ...makers: readonly Make[]): Make =>
  (random, depth) =>
    `${name}(${makers.map((make) => make(random, depth)).join(', ')})`;
const fixed =
  (...choices: readonly string[]): Make =>
  (random) =>
    random.pick(choices);
const template: Make = (random, depth) =>
  `"${random.pick(texts)}\${${string(random, depth)}}${random.pick(texts)}"`;
const insertsAny: Make = (random, depth) => `"\${${random.pick([string, number, bool])(random, depth)}}"`;
const directive: Make = (random, depth) =>
  `"%{ if ${bool(random, depth)} ${random.pick(['~', ''])}} ${random.pick(texts)} %{ else ${random.pick(['', '~'])}}\${${string(random, depth)}}%{ endif }"`;
const loop: Make = (random, depth) =>
  `"<%{ for k, v in ${random.pick([strings, mapping])(random, depth)} ${random.pick(['~', ''])}} \${k}=\${v}; %{ endfor ${random.pick(['~', ''])}}>"`;
const heredoc: Make = (random, depth) =>
  `<<${random.pick(['-', ''])}EOT\n    first \${${string(random, depth)}}\n      %{ if ${bool(random, depth)} ~}\n    \${${string(random, depth)}}\n    %{ endif ${random.pick(['~', ''])}}\n\n   last $\${x}\n  EOT\n`;
const conditional =
  (make: Make): Make =>
  (random, depth) =>
    `(${bool(random, depth)} ? ${make(random, depth)} : ${make(random, depth)})`;
const tried =
  (make: Make): Make =>
  (random, depth) =>
    `try(${make(random, depth)}, ${make(random, depth)})`;

const stringMakers: readonly Make[] = [
  template,
  template,
  template,
  insertsAny,
  directive,
  loop,
  (random, depth) => `(${heredoc(random, depth)})`,
  conditional(string),
  tried(string),
  call('upper', string),
  call('lower', string),
  call('title', string),
  call('trimspace', string),
  call('chomp', string),
  call('strrev', string),
  call('trim', string, fixed('" "', '"a"', '"ab"')),
  call('trimprefix', string, fixed('"a"', '"arn:"')),
  call('trimsuffix', string, fixed('"a"', '"s"')),
  call(
    'replace',
    string,
    fixed('"a"', '"/[a-c]+/"', '"/(?P<x>.)s/"', '"/a*/"', '"."'),
    fixed('"-"', '"$1"', '"<$${x}>"', '""'),
  ),
  call('replace', string, fixed('"a"', '"/[a-c]+/"', '":"', '""', '"/"', '"//"'), string),
  call('substr', string, fixed('0', '1', '-2'), fixed('2', '-1', '0')),
  call('join', fixed('", "', '""', '"-"'), strings),
  call('join', literal, strings, strings),
  call('format', fixed('"%s-%s"', '"%q %v"', '"%[2]s/%[1]s"', '"%5s|%-8s|"', '"%#v%%%s"'), string, string),
  call(
    'format',
    fixed(
      '"%d"',
      '"%05d"',
      '"%x"',
      '"%+d"',
      '"%v"',
      '"%f"',
      '"%.2f"',
      '"%g"',
      '"%e"',
      '"%8.3f|"',
      '"%b"',
      '"%o"',
      '"%s"',
    ),
    number,
  ),
  call('format', fixed('"%v"', '"%#v"'), any),
  call('jsonencode', any),
  call('yamlencode', any),
  call('base64encode', string),
  call('urlencode', string),
  call('md5', string),
  call('sha1', string),
  call('sha256', string),
  call('base64sha256', string),
  call('sha512', string),
  call('base64sha512', string),
  call('tostring', any),
  call('indent', fixed('2', '4'), string),
  call('element', strings, number),
  call('coalesce', string, string),
  call('regex', fixed('"[a-z]+"', '"^."', '"."'), string),
  call('base64decode', (random, depth) => `base64encode(${string(random, depth)})`),
  (random, depth) => `${strings(random, depth)}[${random.pick(['0', '1', 'length([1])'])}]`,
  (random, depth) =>
    `lookup(${mapping(random, depth)}, ${random.pick(['"a"', '"x y"', '"zz"'])}, ${string(random, depth)})`,
  (random, depth) => `${mapping(random, depth)}${random.pick(['["a"]', '.a', '["x y"]'])}`,
  call(
    'cidrsubnet',
    fixed('"10.0.0.0/16"', '"fd00:fd12:3456:7890::/56"'),
    fixed('4', '8'),
    fixed('1', '3', '15'),
  ),
  call('cidrhost', fixed('"10.12.112.0/20"', '"fd00:fd12:3456:7890:00a2::/72"'), fixed('16', '268', '-2')),
  call('cidrnetmask', fixed('"172.16.0.0/12"')),
  call(
    'formatdate',
    fixed('"DD MMM YYYY hh:mm ZZZ"', '"EEEE, DD-MMM-YY hh:mm:ss ZZZ"', `"YYYY'it''s'h:m:s AA"`),
    fixed('"2018-01-02T23:12:01Z"', '"2020-02-29T03:04:05+02:00"'),
  ),
  call('timeadd', fixed('"2017-11-22T00:00:00Z"'), fixed('"10m"', '"-1h30m"', '"36h"')),
  call('basename', string),
  call('dirname', string),
  call('one', (random, depth) => `[${string(random, depth)}]`),
  fixed(
    'file("${path.module}/text.txt")',
    'filebase64("text.txt")',
    'filesha256("text.txt")',
    'filemd5("text.txt")',
    'filesha1("sub/one.txt")',
    'filesha512("text.txt")',
    'filebase64sha256("text.txt")',
    'filebase64sha512("sub/two.json")',
    'path.module',
    'terraform.workspace',
    'fileexists("text.txt")',
  ),
  (random, depth) =>
    `templatefile("lines.tftpl", { name = ${string(random, depth)}, list = ${strings(random, depth)}, flag = ${bool(random, depth)} })`,
  call('textencodebase64', string, fixed('"UTF-16LE"')),
  (random, depth) => `textdecodebase64(textencodebase64(${string(random, depth)}, "UTF-16LE"), "UTF-16LE")`,
  call('uuidv5', fixed('"dns"'), string),
];

const numberMakers: readonly Make[] = [
  (random, depth) =>
    `(${number(random, depth)} ${random.pick(['+', '-', '*', '/', '%'])} ${number(random, depth)})`,
  (random, depth) => `-(${number(random, depth)})`,
  call('length', strings),
  call('length', string),
  call('length', mapping),
  call('abs', number),
  call('ceil', number),
  call('floor', number),
  call('max', number, number),
  call('min', number, number, number),
  call('signum', number),
  call('parseint', fixed('"ff"', '"12"', '"-7"'), fixed('16', '20')),
  call('pow', fixed('2', '3', '10'), fixed('0', '3', '10')),
  call('tonumber', any),
  conditional(number),
  call('index', strings, string),
  call('sum', fixed('[1, 2.5]', '[3]')),
  call('log', fixed('8', '100', '16'), fixed('2', '10')),
  call(
    'timecmp',
    fixed('"2017-11-22T00:00:00Z"'),
    fixed('"2017-11-22T01:00:00+01:00"', '"2016-01-01T00:00:00Z"'),
  ),
];

const boolMakers: readonly Make[] = [
  (random, depth) => `(${any(random, depth)} ${random.pick(['==', '!='])} ${any(random, depth)})`,
  (random, depth) => `(${string(random, depth)} ${random.pick(['==', '!='])} ${string(random, depth)})`,
  (random, depth) => `(${string(random, depth)} == null)`,
  (random, depth) =>
    `(${number(random, depth)} ${random.pick(['<', '<=', '>', '>='])} ${number(random, depth)})`,
  (random, depth) => `(${bool(random, depth)} ${random.pick(['&&', '||'])} ${bool(random, depth)})`,
  (random) => `!${bool(random, 0)}`,
  call('contains', strings, string),
  call('contains', strings, any),
  call('startswith', string, fixed('"a"', '"arn:"', '""')),
  call('endswith', string, fixed('"c"', '"s"')),
  call('strcontains', string, fixed('"a"')),
  call('can', any),
  call('can', (random, depth) => `tonumber(${string(random, depth)})`),
  call('tobool', any),
  call('alltrue', (random, depth) => `[${bool(random, depth)}, ${bool(random, depth)}]`),
  call('anytrue', (random, depth) => `[${bool(random, depth)}, ${bool(random, depth)}]`),
  call('issensitive', string),
];

const stringsMakers: readonly Make[] = [
  (random, depth) => `[${Array.from({ length: random.below(4) }, () => string(random, depth)).join(', ')}]`,
  (random, depth) => `[${string(random, depth)}, ${string(random, depth)}]`,
  (random, depth) =>
    `[for x in ${strings(random, depth)} : ${random.pick(['x', 'upper(x)', '"${x}/*"', '"${x}-${local.in.s0}"'])}${random.pick(['', ' if x != "a"', ` if ${bool(random, 0)}`])}]`,
  (random, depth) => `[for k, v in ${random.pick([strings, mapping])(random, depth)} : "\${k}:\${v}"]`,
  conditional(strings),
  tried(strings),
  call('concat', strings, strings),
  call('tolist', strings),
  call('toset', strings),
  call('distinct', strings),
  call('compact', strings),
  call('sort', strings),
  call('reverse', strings),
  call('slice', strings, fixed('0', '1'), fixed('1', '2')),
  call('flatten', (random, depth) => `[${strings(random, depth)}, [${strings(random, depth)}]]`),
  call('flatten', tuple),
  call('keys', mapping),
  call('values', mapping),
  call('split', fixed('","', '""', '"/"'), string),
  call('formatlist', fixed('"%s!"', '"<%s>"'), strings),
  call('formatlist', fixed('"%s=%s"'), string, strings),
  call('setunion', strings, strings),
  call('setintersection', strings, strings),
  call('setsubtract', strings, strings),
  call('coalescelist', strings, strings),
  call('chunklist', strings, fixed('1', '2')),
  call('regexall', fixed('"[a-z]"', '"(a)(.)?"', '"(?P<q>[a-z])"'), string),
  call('matchkeys', fixed('["i1", "i2"]'), fixed('["a", "b"]'), strings),
  call('range', fixed('3', '1, 5', '5, 0', '0, 2, 0.5')),
  call('csvdecode', fixed('"a,b\\n1,2\\n3,\\"x,y\\""')),
  call('cidrsubnets', fixed('"10.1.0.0/16", 4, 4, 8, 4')),
  call('setproduct', strings, strings),
  call('setproduct', call('toset', strings), strings),
  (random, depth) => `[for o in [{ v = ${string(random, depth)} }, { v = "b" }] : o][*].v`,
  (random, depth) => `[{ v = ${string(random, depth)} }].*.v`,
  call('fileset', fixed('path.module'), fixed('"*.txt"', '"**/*.{txt,json}"', '"sub/{one,two}.*"')),
];

const mappingMakers: readonly Make[] = [
  (random, depth) => `{ a = ${string(random, depth)}, (${literal(random, 0)}) = ${string(random, depth)} }`,
  (random, depth) =>
    `{ for s in ${strings(random, depth)} : s => ${random.pick(['s', 'length(s)', 'local.in.s1'])}... }`,
  (random, depth) =>
    `{ for k, v in ${mapping(random, depth)} : ${random.pick(['k', 'upper(k)', '"p-${k}"'])} => v${random.pick(['', ' if v != "1"'])} }`,
  call('merge', mapping, mapping),
  call('merge', mapping, fixed('null'), mapping),
  call('tomap', mapping),
  call('zipmap', fixed('["p", "q"]', '["p"]'), strings),
  conditional(mapping),
  call('jsondecode', (random, depth) => `jsonencode(${mapping(random, depth)})`),
  call('transpose', fixed('{ a = ["1", "2"], b = ["2"] }')),
  call('yamldecode', fixed('"a: 1\\nb: [x, true, null]\\nc: \\"0\\""', '"{}"')),
  call('sensitive', mapping),
  call('nonsensitive', mapping),
  call('regex', fixed('"(?P<first>[a-z])(?P<second>[a-z]?)"'), string),
];
