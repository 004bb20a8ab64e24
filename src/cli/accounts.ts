/**
 * Which account the resources of a plan belong to, as far as the user tells.
 */
import { nearest } from '../base/nearest.ts';
import { InputError } from '../base/problem.ts';
import { accountsOf, type Configuration } from '../config/configuration.ts';
import type { NamedAccounts } from '../extract/account.ts';
import type { Acquaintance } from '../scan/diff/types.ts';
import type { AccountWords } from './command.ts';

/** What was named, and what the configuration says of accounts. */
export function namedAccounts(words: AccountWords, configuration: Configuration): NamedAccounts {
  const own = accountsOf(configuration, 'own');
  return { ...words, own, vendors: accountsOf(configuration, 'vendor') };
}

/** Whom diffs call own, trusted or a vendor; undefined where the user names nobody. */
export function acquaintanceIn(
  { all, byProvider }: AccountWords,
  { accounts, organization }: Configuration,
): Acquaintance | undefined {
  const named = [...(all === undefined ? [] : [all]), ...Object.values(byProvider)];
  const own = named.map((number) => [number, { ...accounts[number], trust: 'own' as const }]);
  const known: Acquaintance['accounts'] = { ...accounts, ...Object.fromEntries(own) };
  if (Object.keys(known).length === 0 && organization === undefined) return undefined;
  return { accounts: known, ...(organization === undefined ? {} : { organization }) };
}

/**
 * An account for a provider configuration that no plan has is most likely mistyped, and would silently not count. Throws
 * InputError with exit 2. `providers`: keys of all plans that were read.
 */
export function checkProviders({ byProvider }: AccountWords, providers: ReadonlySet<string>): void {
  const known = [...providers].sort();
  const unknown = Object.keys(byProvider).find((key) => !providers.has(key));
  if (unknown === undefined || known.length === 0) return;
  const near = nearest(unknown, known);
  throw new InputError(2, [
    {
      code: 'unknown-provider',
      message: `\`${unknown}\` of \`--account\` is not a provider configuration of the plan`,
      hint:
        near === undefined
          ? `there are: ${known.map((key) => `\`${key}\``).join(', ')}`
          : `did you mean \`${near}\`?`,
    },
  ]);
}
