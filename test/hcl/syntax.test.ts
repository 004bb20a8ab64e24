/**
 * HCL's native and JSON syntax: how texts are taken apart, and where they break.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
import { describe, expect, it } from 'vitest';
import { SyntaxProblem } from '../../src/hcl/syntax/cursor.ts';
import { parseJsonBody } from '../../src/hcl/syntax/json-body.ts';
import { parseBody } from '../../src/hcl/syntax/parse-body.ts';
import type { Body, Expression } from '../../src/hcl/syntax/tree.ts';
import { printNumber } from '../../src/hcl/value/number.ts';

const bodyOf = (text: string): Body => parseBody({ file: 'main.tf', text });

/** An expression with every operation in parentheses. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'object' && expression.value !== null
        ? printNumber(expression.value)
        : JSON.stringify(expression.value);
    case 'variable':
      return expression.name;
    case 'attribute':
      return `${shape(expression.of)}.${expression.name}`;
    case 'index':
      return `${shape(expression.of)}[${shape(expression.key)}]`;
    case 'unary':
      return `(${expression.operator}${shape(expression.operand)})`;
    case 'binary':
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`;
    case 'conditional':
      return `(${shape(expression.condition)} ? ${shape(expression.yes)} : ${shape(expression.no)})`;
    case 'call':
      return `${expression.name}(${expression.args.map(shape).join(', ')}${expression.expand ? '...' : ''})`;
    case 'splat':
      return `${shape(expression.of)}<${shape(expression.each)}>`;
    case 'tuple':
      return `[${expression.items.map(shape).join(', ')}]`;
    case 'object':
      return `{${expression.items.map(({ key, value }) => `${shape(key)}=${shape(value)}`).join(', ')}}`;
    case 'group':
      return shape(expression.inner);
    case 'item':
      return '@';
    default:
      return expression.kind;
  }
}

function shapeOf(expression: string): string {
  const attribute = bodyOf(`a = ${expression}\n`).attributes.get('a');
  return attribute === undefined ? '' : shape(attribute.expression);
}

describe('expressions', () => {
  it.each([
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['1 + 2 * -3 == 4 && !b || c', '((((1 + (2 * (-3))) == 4) && (!b)) || c)'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['-a.b', '(-a.b)'],
    ['x.*.id[0]', 'x<@.id>[0]'],
    ['x[*].id[0].foo', 'x<@.id[0].foo>'],
    ['x.0.y["k"]', 'x[0].y["k"]'],
    ['provider::aws::arn_parse("x").region', 'provider::aws::arn_parse("x").region'],
    ['f(a, b...)', 'f(a, b...)'],
    ['[\n  1, # one\n  2,\n]', '[1, 2]'],
    ['{\n  a = 1\n  (b) : 2, "c" = 3\n  null = 4\n}', '{"a"=1, b=2, "c"=3, "null"=4}'],
    ['{\n  a = x\n  (k) = v\n}', '{"a"=x, k=v}'],
    ['1e5', '100000'],
    ['"\\u00e9\\n$${x}%%{y}"', '"é\\n${x}%{y}"'],
    ['<<EOT\na $${x}\n  b\\n\nEOT', '"a ${x}\\n  b\\\\n\\n"'],
    ['<<-EOT\n    a\n\n      b\n  EOT', '"a\\n\\n  b\\n"'],
  ])('%j', (text, expected) => expect(shapeOf(text)).toBe(expected));

  it('may begin with `for` as a name', () => expect(shapeOf('{ for = 1 }')).toBe('{"for"=1}'));
});

describe('bodies', () => {
  it('hold attributes and blocks with their places', () => {
    const text = '/* c */ resource "a" b {\n  c = 1 // one\n  d {}\n}\n';
    const [block] = bodyOf(text).blocks;
    expect(block).toMatchObject({ type: 'resource', labels: ['a', 'b'], start: 8, end: 48 });
    expect(block?.body.attributes.get('c')).toMatchObject({ start: 27, end: 32 });
    expect(block?.body.blocks.map(({ type }) => type)).toEqual(['d']);
  });

  it('read line ends of Windows and a byte order mark', () => {
    expect([...bodyOf('\uFEFFa = 1\r\nb = <<E\r\nx\r\nE\r\nc = 3\r\n').attributes.keys()]).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    ['a = 1 b = 2\n', 6, 'the end of the line expected'],
    ['a = "x\n"', 6, 'the string does not end in its line'],
    ['a = "${x"', 8, '`}` expected'],
    ['a = "\\q"', 5, 'the escape is none of HCL'],
    ['a = <<EOT\nx\n', 12, 'the template does not end'],
    ['a = "%{ if x }y"', 16, '`endif` is missing'],
    ['a = [1,, 2]', 7, 'a value expected'],
    ['a {\n', 4, '`}` expected'],
    ['a = 1\na = 2\n', 6, '`a` is set twice'],
    ['a = 1\n}', 6, 'an argument or a block expected'],
  ])('%j breaks at %i', (text, offset, message) => {
    const broken = (): Body => bodyOf(text);
    expect(broken).toThrow(SyntaxProblem);
    expect(broken).toThrow(message);
    try {
      broken();
    } catch (error) {
      expect((error as SyntaxProblem).offset).toBe(offset);
    }
  });
});

describe('JSON syntax', () => {
  it('gives the same blocks, from objects and from arrays of them', () => {
    const text =
      '{"resource": {"a": [{"b": {"c": "${d}"}}, {"e": {"f": 1}}]}, "locals": [{"x": "y"}], "//": "no"}';
    const { blocks } = parseJsonBody({ file: 'main.tf.json', text });
    expect(blocks.map(({ type, labels }) => [type, ...labels].join('.'))).toEqual([
      'resource.a.b',
      'resource.a.e',
      'locals',
    ]);
    expect(blocks[0]?.body.attributes.get('c')).toMatchObject({
      start: 27,
      end: 38,
      expression: { kind: 'template' },
    });
  });

  it('does not read templates in defaults of variables', () => {
    const { blocks } = parseJsonBody({
      file: 'v.tf.json',
      text: '{"variable": {"v": {"default": "${x}", "type": "list(string)"}}}',
    });
    expect(blocks[0]?.body.attributes.get('default')?.expression).toMatchObject({
      kind: 'literal',
      value: '${x}',
    });
    expect(blocks[0]?.body.attributes.get('type')?.expression).toMatchObject({ kind: 'call', name: 'list' });
  });
});
