/**
 * Questions of rules to the exact engine: does a document, or one statement of it, allow a request of that kind, after the
 * document's denials? Yes with a request that was replayed, no, or unknown with what decides it.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { isHole } from '../../base/value.ts';
import { type Doubt, type No, no, type Unknown, unknown } from '../../base/verdict.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import type { Answer } from '../../reason/compare.ts';
import type { Asking, NewAccess } from '../../reason/new-access.ts';
import { engine } from '../engine.ts';
import { hiddenAction, servicesOf } from '../predicates/named-actions.ts';
import { boundsOf } from './bounds.ts';
import { type Matching, requestsMatching } from './requests.ts';

/** Which requests are asked about; what is left out may be anything. */
export interface Asked extends Matching {
  /** Who may ask; absent: everyone who can matter. */
  readonly worldsOf?: Asking['worldsOf'];
  /**
   * An unknown resource may be one that the actions are never about; absent: it is one that they are about, as whoever wrote
   * the statement means it.
   */
  readonly unknownResource?: 'any';
  /** One request, or one for each statement that allows some. */
  readonly extent?: Asking['extent'];
}

/** The answer: with the requests that were found. */
export type Told =
  | { readonly answer: 'yes'; readonly found: readonly [NewAccess, ...NewAccess[]] }
  | No
  | Unknown;

/** Layers of documents: a request is allowed where each layer has a document that allows it, and none denies it. */
export type Layers = readonly (readonly PolicyDocument[])[];

/** Does the statement allow such a request, after the denials of its document? */
export function statementAllows(
  document: PolicyDocument,
  statement: Statement,
  asked: Asked,
  catalogue: Catalogue,
): Told {
  return statementAllowsBeyond(document, statement, [[]], asked, catalogue);
}

/** Does the statement allow such a request, after the denials of its document, that others do not? */
export function statementAllowsBeyond(
  document: PolicyDocument,
  statement: Statement,
  others: Layers,
  asked: Asked,
  catalogue: Catalogue,
): Told {
  const own = alone(document, statement);
  if (own.statements.length > mostStatements) {
    const reason = `the document has more than ${mostStatements} denials, which are not weighed`;
    return unknown({ pointer: statement.pointer, reason });
  }
  return allowsBeyond([[own]], others, asked, catalogue);
}

/** No quota of AWS leaves room for more: the largest AWS-managed policy has 162. Each is compared with all others. */
export const mostStatements = 500;

/** Do the layers allow such a request? */
export function layersAllow(layers: Layers, asked: Asked, catalogue: Catalogue): Told {
  return allowsBeyond(layers, [[]], asked, catalogue);
}

/** Do the layers allow such a request that others do not? Of the others the most counts that they can be. */
export function allowsBeyond(layers: Layers, others: Layers, asked: Asked, catalogue: Catalogue): Told {
  if (asked.actions === undefined && asked.extent !== 'each' && layers.flat().some(isOfAnyService)) {
    const told = allowsAsked(layers, others, { ...asked, actions: tellingOf(layers) }, catalogue);
    if (told.answer === 'yes') return told;
  }
  return allowsAsked(layers, others, asked, catalogue);
}

/** Actions that most grants are about: of a grant of everything one of them will do, and no more of the catalogue is read. */
const telling: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:CreateAccessKey',
  'sts:AssumeRole',
  's3:GetObject',
  's3:PutObject',
];

/** With all actions of the services whose resources some allowance names. */
function tellingOf(layers: Layers): readonly string[] {
  const resources = layers
    .flat()
    .flatMap(({ statements }) => statements.flatMap(({ resource }) => resource?.values ?? []));
  const services = resources.flatMap((value) =>
    typeof value === 'string' ? (/^arn:[^:]*:([a-z0-9-]+):/.exec(value)?.[1] ?? []) : [],
  );
  return [...telling, ...new Set(services.map((service) => `${service}:*`))];
}

function isOfAnyService({ statements }: PolicyDocument): boolean {
  return statements.some(
    (one) => one.effect !== 'Deny' && (servicesOf(one) === undefined || hiddenAction(one).answer !== 'no'),
  );
}

function allowsAsked(layers: Layers, others: Layers, asked: Asked, catalogue: Catalogue): Told {
  const anyResource =
    asked.resources === undefined && asked.unknownResource !== 'any' && others.flat().length === 0;
  const bounds = layers.map((layer) => layer.map((one) => boundsOf(one, anyResource)));
  const withheld = others.map((layer) => layer.map((one) => boundsOf(one, false)));
  const doubts = [...bounds, ...withheld].flat().flatMap((one) => one.doubts);
  const least = layersOf(bounds, 'least');
  const certain = ask(least, layersOf(withheld, 'most'), asked, catalogue);
  if (certain.verdict === 'yes') return { answer: 'yes', found: certain.found };
  if (doubts.length === 0) return certain.verdict === 'no' ? no : undecided(certain, layers);
  const possible = ask(layersOf(bounds, 'most'), layersOf(withheld, 'least'), asked, catalogue);
  if (possible.verdict === 'no') return no;
  return possible.verdict === 'yes' ? unknown(...doubts) : undecided(possible, layers);
}

function layersOf(
  bounds: readonly (readonly ReturnType<typeof boundsOf>[])[],
  side: 'least' | 'most',
): Layers {
  return bounds.map((layer) => layer.map((one) => one[side]));
}

function undecided(answer: Extract<Answer, { verdict: 'undetermined' }>, layers: Layers): Unknown {
  const pointer = layers[0]?.[0]?.statements[0]?.pointer ?? '';
  const { reason, references } = answer;
  if (references.length === 0) return unknown({ pointer, reason });
  return unknown(...references.map((reference): Doubt => ({ pointer, reason, reference })));
}

const universes = new WeakMap<Catalogue, Universe>();

function ask(granted: Layers, withheld: Layers, asked: Asked, catalogue: Catalogue): Answer {
  const { askAccess, universeOf } = engine();
  const universe = universes.get(catalogue) ?? universeOf(catalogue);
  universes.set(catalogue, universe);
  const { worldsOf, extent = 'one' } = asked;
  const wanted = layerOf(asked);
  return askAccess(
    { layers: wanted === undefined ? granted : [...granted, [wanted]] },
    { layers: withheld },
    { universe, extent, ...(worldsOf === undefined ? {} : { worldsOf }) },
  );
}

/** The requests that are asked about, as a layer of their own; undefined for all. */
function layerOf({ actions, resources, condition }: Asked): PolicyDocument | undefined {
  if (actions === undefined && resources === undefined && condition === undefined) return undefined;
  return requestsMatching({
    ...(actions ? { actions } : {}),
    ...(resources ? { resources } : {}),
    ...(condition ? { condition } : {}),
  });
}

/**
 * The document with this allowance alone, and all that may deny. A statement of unknown effect denies at most what it says,
 * and at least nothing.
 */
export function alone(document: PolicyDocument, statement: Statement): PolicyDocument {
  const statements = document.statements.flatMap((one) => (one === statement ? [one] : denialIn(one)));
  return { ...(document.version === undefined ? {} : { version: document.version }), statements };
}

/** The document with all that may deny, and nothing else. */
export function denialsIn({ version, statements }: PolicyDocument): PolicyDocument {
  return { ...(version === undefined ? {} : { version }), statements: statements.flatMap(denialIn) };
}

function denialIn(one: Statement): readonly Statement[] {
  if (one.effect === 'Allow') return [];
  return isHole(one.effect) ? [{ ...one, effect: 'Deny', moreConditions: one.effect }] : [one];
}
