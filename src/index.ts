/**
 * The public API: the steps of a scan, each a function from data to data. Data files come through a reader.
 */
export { type Catalogue, openCatalogue } from './aws/catalogue.ts';
export { type ConfusedDeputyService, confusedDeputyService } from './aws/confused-deputy.ts';
export { globalConditionKey } from './aws/global-condition-keys.ts';
export { InputError, type Problem } from './base/problem.ts';
export type { ReadData } from './base/reader.ts';
export { selectProfile, selectRules } from './config/select.ts';
export { type ExtractOptions, extract } from './extract/extract.ts';
export type { Configuration, SourceEntry, SourceReader } from './hcl/configuration/types.ts';
export {
  type Evaluated,
  type Evaluator,
  type NotEvaluated,
  openEvaluator,
  type Resolver,
  type Target,
} from './hcl/evaluate-attribute.ts';
export { type Range, rangeOf } from './hcl/range-of.ts';
export { readConfiguration } from './hcl/read-configuration.ts';
export { contextOf, type DocumentDecision, evaluateDocument } from './iam/evaluate.ts';
export { evaluateLayers, type Layers, type LayersDecision } from './iam/evaluate-layers.ts';
export { parsePolicy } from './iam/parse-policy.ts';
export type { Caller, Context, KeyValue, Request } from './iam/request.ts';
export type { Content, ParsedPolicy, PolicyDocument, Statement } from './iam/types.ts';
export { readPlan } from './plan/read-plan.ts';
export type { Plan } from './plan/types.ts';
export { universeOf } from './reason/action-set.ts';
export { type Asked, allowsEvery, allowsSome } from './reason/ask.ts';
export { outsiders, strangers, type Trusted } from './reason/attackers.ts';
export { type Answer, type Comparison, compareAccess } from './reason/compare.ts';
export type { Access } from './reason/replay.ts';
export { renderJson } from './report/render-json.ts';
export { renderSarif } from './report/render-sarif.ts';
export { renderText, type TextOptions } from './report/render-text.ts';
export { type CompiledRule, compileRule } from './rule/compile.ts';
export { readCompiledRules, rulesFile } from './rule/compiled.ts';
export { loadRuleFiles } from './rule/load/load.ts';
export type { RuleContext } from './rule/predicate.ts';
export type { Profile, Rule, RuleFile } from './rule/types.ts';
export { gainsIn } from './scan/gain.ts';
export { type ScanOptions, scan } from './scan/scan.ts';
export type { Gains } from './scan/status.ts';
export type { Finding, ScanResult, Undetermined } from './scan/types.ts';
export type { DocumentSubject, Extraction } from './subject/types.ts';
