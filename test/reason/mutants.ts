/**
 * The mutants of `src/reason`: each breaks one rule of the engine.
 */
import type { Mutant } from '../mutants/judge-mutants.ts';

const inFile =
  (file: string) =>
  (from: string, to: string): Mutant => ({ file: `src/reason/${file}`, from, to });

const actionSet = inFile('action-set.ts');
const classes = inFile('action-classes.ts');
const bits = inFile('bits.ts');
const cube = inFile('cube.ts');
const domains = inFile('domains.ts');
const fillings = inFile('fillings.ts');
const find = inFile('find-text.ts');
const machine = inFile('glob-machine.ts');
const grant = inFile('grant.ts');
const values = inFile('key-values.ts');
const fresh = inFile('new-access.ts');
const open = inFile('open-readings.ts');
const points = inFile('points.ts');
const forms = inFile('resource-forms.ts');
const search = inFile('search.ts');
const text = inFile('text-pattern.ts');
const asks = inFile('who-asks.ts');
const worlds = inFile('worlds.ts');
const callers = inFile('callers.ts');
const written = inFile('written.ts');

/** All of them. */
export const mutants: readonly Mutant[] = [
  // Actions.
  actionSet('values.map((value) => value.toLowerCase())', 'values'),
  actionSet('return set.negated ? lessBits(allBits(size), named) : named', 'return named'),
  actionSet('isWellFormed(pattern) && firstBit(bits) < 0', 'false'),
  actionSet('return negated !== everything;', 'return negated;'),
  actionSet('return isNamed !== set.negated;', 'return isNamed;'),
  classes('partOf[at] = to;', 'partOf[at] = from;'),
  classes('universe.size(one) === 0 ? [`${one}:example`] : []', '[]'),
  bits('word & ~(right[at] ?? 0)', 'word & (right[at] ?? 0)'),
  // Statements.
  cube("document.version === '2012-10-17'", "document.version !== '2012-10-17'"),
  cube('action.values.length > 0 && resource?.values.length !== 0', 'true'),
  cube("StringEquals: { form: 'text', wildcards: false }", "StringEquals: { form: 'text', wildcards: true }"),
  cube("StringLike: { form: 'text', wildcards: true }", "StringLike: { form: 'text', wildcards: false }"),
  cube(
    "StringEqualsIgnoreCase: { form: 'folded', wildcards: false }",
    "StringEqualsIgnoreCase: { form: 'text', wildcards: false }",
  ),
  cube('negated: base?.negated ?? false', 'negated: false'),
  cube('if (!negated && values.some(', 'if (values.some('),
  // Deny before Allow, and what fails a grant.
  grant("filter(({ statement }) => statement.effect === 'Deny')", 'filter(() => false)'),
  grant("effect === 'Allow'", "effect === 'Deny'"),
  grant('return resource === undefined && conditions.length === 0;', 'return conditions.length === 0;'),
  grant('if (deniesMore || ', 'if ('),
  grant("match === 'ambiguous' ? open : match === 'yes'", "match === 'yes'"),
  search(
    'if (granted.denials.some(isTotal)) return undefined;',
    'if (granted.denials.length > 0) return undefined;',
  ),
  search('if (grant.denials.some((cube) => holds(state, cube, surroundings))) continue;', ''),
  search('for (const cube of denials) yield* asserted(state, cube, surroundings);', ''),
  search('for (const cube of allowances) yield* falsified(state, cube, surroundings);', ''),
  search('if (isNamed === resource.negated) return false;', 'if (!isNamed) return false;'),
  search('if (denial !== undefined) return falsified(state, denial, surroundings);', ''),
  search('if (resource?.negated === false) {', 'if (resource !== undefined) {'),
  search('return missing > 0 ?', 'return missing < 0 ?'),
  // Keys: absent, single, lists.
  values('if (domain.absent && wishes.every(', 'if (wishes.every('),
  values('if (!domain.present) return undefined;', ''),
  values(
    "(match === 'ambiguous' ? question.reading.open : match === 'yes') === wish.holds",
    "(match === 'yes') === wish.holds",
  ),
  values('return holds !== about.negated;', 'return holds;'),
  values("return (set === 'ForAllValues') === holds;", "return set === 'ForAllValues';"),
  values("return (set === 'ForAllValues') === holds;", "return (set !== 'ForAllValues') === holds;"),
  values('values.push(one);', 'if (values.length === 0) values.push(one);'),
  values('findSingle([...ofEach, wish]', 'findSingle([wish]'),
  values('&& !except.includes(value)', ''),
  values("const blank = domain.multivalued === true ? [] : '';", "const blank = 'a';"),
  // Typed keys.
  domains("availability === 'always' || ", ''),
  domains('if (action !== undefined && !carriesKey(action, key, catalogue)) return never;', ''),
  domains('!isOfActions(', 'isOfActions('),
  domains("if (type === 'Bool') return { values: booleans };", ''),
  domains('if (typed !== undefined) return { typed };', ''),
  domains("multivalued: type.startsWith('ArrayOf')", 'multivalued: false'),
  points('value + step < next ? value + step : (value + next) / 2n', 'value + step'),
  points('first - beyond, last + beyond, ...gaps', '...gaps'),
  points('...sorted, first', 'first'),
  points('.filter((each) => each >= 0n)', ''),
  points("written === 'whole' ? wholeBeside(number) : [number]", '[number]'),
  domains(' && !hasFractions.test(key)', ''),
  points("'198.51.100.7', '2001:db8::7'", "'10.0.0.1'"),
  points('first + size - 1n, first - 1n, first + size]', 'first + size - 1n]'),
  // Patterns.
  machine("(letter === colon && bound.startsWith(':')) ||", ''),
  machine("|| (letter === slash && bound.endsWith('/'))", ''),
  machine(' || (name !== marked && !holdsSlashes.test(name))', ''),
  machine("next.push(token.kind === 'many' ? at : at + 1)", 'next.push(at)'),
  machine("while (tokens[at]?.kind === 'many') found.add(++at);", ''),
  machine("one === '*' ? anyInPart : letterToken(one.charCodeAt(0))", 'letterToken(one.charCodeAt(0))'),
  machine('letter >= 0x41 && letter <= 0x5a ? letter + 0x20 : letter', 'letter'),
  find(
    "if (relations.some(({ related }) => related.includes('covered'))) return undefined;",
    'if (relations.length > 0) return undefined;',
  ),
  find('return left.slice(0, shared) !== right.slice(0, shared);', 'return left !== right;'),
  text('filling(part.key) ?? part.otherwise', 'filling(part.key)'),
  text('text += escapeText(value);', "text += '*';"),
  fillings('...(domain.absent ? [undefined] : [])', ''),
  fillings('...writtenFor(key, cubes),', ''),
  fillings('...alignedWith(key, cubes),', ''),
  fillings('...tiedTo(key, cubes, domainOf),', ''),
  fillings('...surroundings(pattern, key).flatMap((around) =>', '...[].flatMap((around: Around) =>'),
  fillings('yield* plainest(keys, choices);', ''),
  fillings('at === 0 ? [own] : [own, String.fromCharCode(firstLetter)]', '[own]'),
  // Resources.
  forms('required) ? scoped :', "required) ? [...scoped, formOf('\\\\*', 'text')] :"),
  forms('arn.split(/,\\s*/)', '[arn]'),
  forms('[arn, ...qualified(arn), ...unlisted(arn)]', '[arn, ...unlisted(arn)]'),
  forms('[arn, ...qualified(arn), ...unlisted(arn)]', '[arn, ...qualified(arn)]'),
  forms("name.includes('}:') || name.includes('/')", "name.includes('}:')"),
  machine('BucketName|Id|Qualifier', 'BucketName|Qualifier'),
  machine('Region|\\w*Account(Id)?|', 'Region|'),
  forms('if (action === undefined) return anyResource;', 'return anyResource;'),
  forms('/^(document|automation-definition)', '/^(automation-definition)'),
  forms('/^(document|automation-definition)', '/^(document)'),
  forms("name.startsWith('${ApiId}/${Stage}/')", 'false'),
  forms("names.includes(name) ? name.replace('}', '/}') : name", 'name'),
  // Callers.
  asks("is === 'saml' ? 'sts:assumerolewithsaml' : 'sts:assumerolewithwebidentity'", "'sts:assumerole'"),
  asks('name === own || !assuming.includes(name)', 'name === own'),
  asks("mannerOf(name) === 'unsigned' || unsignedActions.includes(name)", "mannerOf(name) === 'unsigned'"),
  asks('if (assuming.includes(name) || unsignedActions.includes(name)) return name;', ''),
  callers('...(isRootAsked ? roots : [])', ''),
  callers('paths.length === 0 ? [caller] : paths', 'paths.length >= 0 ? [caller] : paths'),
  worlds(
    'present: true, except, multivalued: false }],\n    [',
    'present: true, multivalued: false }],\n    [',
  ),
  worlds("(['network', 'endpoint'] as const)", "(['network'] as const)"),
  worlds("(['network', 'endpoint'] as const)", "(['any'] as const)"),
  callers(
    "if (type === 'Service') return { is: 'service', name: value };",
    "if (type === 'Service') return undefined;",
  ),
  callers("if (resource.startsWith('assumed-role/')) {", 'if (false) {'),
  callers('...accountsIn(cubes), freshAccount(cubes)', '...accountsIn(cubes)'),
  callers("new Set(['aws', ...partitions])", "new Set(['aws'])"),
  written('...patterns.flatMap(accountLike)', ''),
  callers('free: true }];\n}\n\n/** Where a policy', 'free: true }].slice(0, 2);\n}\n\n/** Where a policy'),
  callers("keys.has('aws:username') && keys.has('aws:principalarn')", 'false'),
  worlds('if (value === undefined) domains.set(key, never);', 'if (value === undefined) continue;'),
  callers('for (const one of named) add(one);', ''),
  callers('...valuesOf(cubes, serviceKeys).flatMap(instancesOf)', ''),
  // Readings.
  open('isOpenPrincipal(statement.principal)', 'false'),
  open("if (negated || (base.family === 'null' && set === undefined)) return true;", ''),
  open("values.includes('') || base.family === 'arn'", "values.includes('')"),
  open('parts.length < 6 || parts.slice(0, 5).some((part) => /[*?]/.test(part))', 'false'),
  fresh('if (odd !== undefined)', 'if (false)'),
  fresh("if (first.verdict === 'yes' || second.verdict === first.verdict) return first;", 'return first;'),
  fresh(
    "isAllowed(after, request) === 'yes' && isAllowed(before, request) === 'no'",
    "isAllowed(after, request) === 'yes'",
  ),
];
