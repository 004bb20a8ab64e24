/**
 * What an account password policy does about an argument that is not set. Reuse and age are then not enforced.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_account_password_policy
 */
const defaults: Readonly<Record<string, boolean | number>> = {
  // The provider sends true where the API alone would take false.
  allow_users_to_change_password: true,
  hard_expiry: false,
  max_password_age: 0,
  minimum_password_length: 6,
  password_reuse_prevention: 0,
  require_lowercase_characters: false,
  require_numbers: false,
  require_symbols: false,
  require_uppercase_characters: false,
};

/** The value that counts where the argument is not set; undefined for a name that is no such argument. */
export function passwordDefault(argument: string): boolean | number | undefined {
  return Object.hasOwn(defaults, argument) ? defaults[argument] : undefined;
}
