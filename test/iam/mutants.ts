/**
 * The mutants of `src/iam`: each breaks one rule of the evaluation of a request.
 */
import type { Mutant } from '../mutants/judge-mutants.ts';

const inFile =
  (file: string) =>
  (from: string, to: string): Mutant => ({ file: `src/iam/${file}`, from, to });

const operators = inFile('operators.ts');
const condition = inFile('match-condition.ts');
const compare = inFile('compare/compare.ts');
const number = inFile('compare/number.ts');
const date = inFile('compare/date.ts');
const address = inFile('compare/address.ts');
const text = inFile('compare/text.ts');
const bytes = inFile('compare/bytes.ts');
const arn = inFile('compare/arn.ts');
const letters = inFile('letters.ts');
const variables = inFile('variables.ts');
const clause = inFile('match-clause.ts');
const principal = inFile('match-principal.ts');
const statement = inFile('match-statement.ts');
const match = inFile('match.ts');
const caller = inFile('caller.ts');
const request = inFile('request.ts');
const evaluate = inFile('evaluate.ts');
const grant = inFile('grant.ts');
const resourceGrant = inFile('resource-grant.ts');
const layers = inFile('layers.ts');
const evaluateLayers = inFile('evaluate-layers.ts');
const side = inFile('side.ts');

/** All of them. */
export const mutants: readonly Mutant[] = [
  // Operators: the table, set prefixes, IfExists.
  operators('negated: negative.includes(name)', 'negated: false'),
  operators(
    "['ip', false, ['IpAddress'], ['NotIpAddress']]",
    "['ip', false, ['IpAddress', 'NotIpAddress'], []]",
  ),
  operators("? 'ForAllValues'", "? 'ForAnyValue'"),
  operators("? 'ForAnyValue'", "? 'ForAllValues'"),
  operators("rest.endsWith('ifexists')", 'false'),
  operators("!(ifExists && base.family === 'null')", 'true'),
  operators('takeApart(text.toLowerCase())', 'takeApart(text)'),
  // Conditions: absent keys, negation, sets, empty things.
  condition('matchOf(base.negated || operator.ifExists)', 'matchOf(operator.ifExists)'),
  condition('matchOf(base.negated || operator.ifExists)', 'matchOf(base.negated)'),
  condition('return base.negated ? notMatch(matched) : matched', 'return matched'),
  condition("const all = set === 'ForAllValues'", "const all = set !== 'ForAllValues'"),
  condition('? everyMatch(dataset, one)', '? anyMatch(dataset, one)'),
  condition(': anyMatch(dataset, one)', ': everyMatch(dataset, one)'),
  condition('isBlank(value) ? readings(compared, matchOf(all)) : compared', 'compared'),
  condition("base.negated ? 'ambiguous' : 'no'", "base.negated ? 'yes' : 'no'"),
  condition("base.negated ? 'ambiguous' : 'no'", 'matchOf(base.negated)'),
  condition("if (set === 'ForAnyValue') return 'no';", ''),
  condition("if (values.length === 0) return 'ambiguous';", ''),
  condition("matchOf(asked.includes('true'))", "matchOf(asked.includes('false'))"),
  condition('if (value === undefined) return absent;', 'if (value === undefined) return present;'),
  condition("matchOf(set === 'ForAllValues')", "matchOf(set === 'ForAnyValue')"),
  condition("if (base === undefined) return 'ambiguous'", "if (base === undefined) return 'no'"),
  condition('values, given, variables ? resolve : undefined', 'values, given, resolve'),
  // Values.
  compare("pattern === undefined ? 'no'", "pattern === undefined ? 'yes'"),
  compare(
    "if (operator.endsWith('LessThan')) return order < 0",
    "if (operator.endsWith('LessThan')) return order <= 0",
  ),
  compare('return order <= 0', 'return order < 0'),
  compare(
    "if (operator.endsWith('GreaterThan')) return order > 0",
    "if (operator.endsWith('GreaterThan')) return order >= 0",
  ),
  compare('return order >= 0', 'return order > 0'),
  compare('compareNumbers(given, text)', 'compareNumbers(text, given)'),
  compare('compareDates(given, text)', 'compareDates(text, given)'),
  compare("operator.negated ? 'ambiguous' : 'no'", "'no'"),
  compare("wanted === 'true' || wanted === 'false'", "wanted !== ''"),
  compare('given.toLowerCase() === wanted', 'given === wanted'),
  compare("if (variables && text.includes('${')) return 'ambiguous';", ''),
  number('if (a.negative !== b.negative) return a.negative ? -1 : 1;', ''),
  number('return a.negative ? -size : size', 'return size'),
  number(".replace(/^0+/, '')", ''),
  number("found[1] === '-' && whole + fraction !== ''", "found[1] === '-'"),
  number('a.whole.length - b.whole.length ||', ''),
  number("withoutTrailingZeros(found[3] ?? '')", "found[3] ?? ''"),
  date('a.seconds - b.seconds || order(a.fraction, b.fraction)', 'a.seconds - b.seconds'),
  date('clock[2] - offset', 'clock[2] + offset'),
  date("zone.startsWith('-') ? -1 : 1", '1'),
  date('seconds: Number(text)', 'seconds: Number(text) / 1000'),
  date('date.getUTCMonth() === month - 1', 'true'),
  date('hour < 24 && minute < 60', 'minute < 60'),
  address('network.length === host.length && ', ''),
  address('network.length * 8 : readPrefix', '24 : readPrefix'),
  address('length <= longest ? length : undefined', 'length'),
  address('byte < 256', 'byte < 257'),
  text("operator.endsWith('Like')", "operator.endsWith('StringLike')"),
  text(
    "operator.endsWith('IgnoreCase') ? foldAscii(text) === foldAscii(value) : text === value",
    'text === value',
  ),
  text('text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())', 'text.toLowerCase()'),
  bytes('bytes !== undefined && bytes === decode(right)', 'left === right'),
  arn("parts[0] !== 'arn'", 'false'),
  arn("? 'ambiguous' : 'no'", "? 'yes' : 'no'"),
  // Wildcards and variables.
  letters('expected === anyLetter ||', ''),
  letters('run.at++', 'run.at += 2'),
  letters('pattern.slice(next).every((code) => code === anyRun)', 'pattern.slice(next).length === 0'),
  letters('parts.length < 5', 'parts.length < 6'),
  variables('append(letters, literal(value))', 'append(letters, withWildcards(value))'),
  variables('if (value === undefined) return otherwise', 'if (value === undefined) return undefined'),
  variables("typeof value === 'string' ? value : undefined", "typeof value === 'string' ? value : value[0]"),
  variables('resolve(key.toLowerCase())', 'resolve(key)'),
  variables("variable === '*' || variable === '?' || variable === '$'", "variable === '$'"),
  // Actions and resources.
  clause('negated ? notMatch(matched) : matched', 'matched'),
  clause("pattern === '*' || pattern === '*:*'", "pattern === '*'"),
  clause("/[*?]/.test(prefix) ? 'ambiguous' : 'yes'", "/[*?]/.test(prefix) ? 'yes' : 'yes'"),
  clause("if (resource === '*') return 'no';", ''),
  clause("if (letters === undefined) return 'no'", "if (letters === undefined) return 'yes'"),
  clause('resolve === undefined || !pattern', '!pattern'),
  clause('if (hasPlainStart(pattern)) return asText', 'return asText'),
  clause('return readings(matchOf(byParts), asText)', 'return matchOf(byParts)'),
  clause('colons === 5', 'true'),
  // Principals.
  principal('negated ? notMatch(matched) : matched', 'matched'),
  principal("negated && facts.effect === 'Deny'", 'false'),
  principal("text === '*' ? 'ambiguous' : matchOf(text === name)", 'matchOf(text === name)'),
  principal('text === account || ', ''),
  principal('`arn:${partition}:iam::${account}:root`', '`arn:aws:iam::${account}:root`'),
  request('assumed-role/${name}/', 'assumed-role/${role}/'),
  principal("return { match: 'yes', by: 'everyone' }", "return { match: 'ambiguous', by: 'everyone' }"),
  principal(
    "caller.is === 'user' || caller.is === 'role')) return 'yes'",
    "caller.is === 'user')) return 'yes'",
  ),
  statement('resource === undefined', 'false'),
  statement('context.get(condition.key.toLowerCase())', 'context.get(condition.key)'),
  match("if (match === 'ambiguous') joined = 'ambiguous';", ''),
  match("if (match !== 'yes') joined = match;", ''),
  match("if (match === 'no') return 'no';", ''),
  caller('if (value === undefined) all.delete(key);', 'if (value === undefined) continue;'),
  caller("['aws:principalisawsservice', 'true']", "['aws:principalisawsservice', 'false']"),
  caller('last?.caller !== caller', 'last === undefined'),
  caller("['aws:username', name]", "['aws:username', caller.arn]"),
  evaluate("if (denied.match !== 'no')", "if (denied.match === 'yes')"),
  evaluate("document.version === '2012-10-17'", "document.version !== '2008-10-17'"),
  evaluate('if (statement.effect !== effect) continue;', ''),
  evaluate("if (match === 'ambiguous') open ??= statement;", ''),
  // Layers.
  grant('(layers.resourceAccount ?? account) !== account', 'false'),
  grant('owner.mustAllow ? allSides(resourceSide(owner, scene), identity) : identity', 'identity'),
  grant('someSide(delegated, direct)', 'delegated'),
  grant('document: trust, mustAllow: true', 'document: trust, mustAllow: false'),
  grant("scene.request.caller.is === 'federated-user' ? 'no' : 'yes'", "'yes'"),
  grant("means === 'withsaml'", 'true'),
  resourceGrant("if (by === 'itself' ||", 'if ('),
  resourceGrant("if (by === 'role') return [limits]", "if (by === 'role') return []"),
  resourceGrant('isByArn ? [] :', 'false ? [] :'),
  resourceGrant('!base.negated && ', ''),
  layers("isMember && caller.is !== 'root'", 'isMember'),
  layers('isMember && !isFree && scps', 'isMember && scps'),
  layers('!isFree && rcps', 'rcps'),
  layers('hasPolicies && boundary !== undefined ? { boundary } : {}', 'false ? { boundary } : {}'),
  layers(' && session.length > 0', ''),
  layers(':key\\//.test(arn)', ':/.test(arn)'),
  evaluateLayers('if (isGetCallerIdentity(request))', 'if (false)'),
  evaluateLayers("if (denied.match === 'yes') return decisionOf('denied', denied);", ''),
  evaluateLayers("if (denied.match === 'ambiguous') return decisionOf('ambiguous', denied);", ''),
  evaluateLayers("...(applicable.scps ?? []).map((level) => allowedBy('scp', level, scene)),", ''),
  evaluateLayers("present('endpoint', applicable.endpoint, scene),", ''),
  evaluateLayers("['boundary', [boundary]],", ''),
  evaluateLayers("['rcp', rcps?.flat() ?? []],", ''),
  side("['no', 'ambiguous']", "['no']"),
  side("['yes', 'ambiguous']", "['ambiguous', 'yes']"),
];
