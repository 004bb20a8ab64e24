/**
 * Handing a role to a service, and so using its rights through the service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
import type { ActionTable } from './table.ts';

/** The one action that passes a role; `iam:PassedToService` is its guard. */
export const passesRole: ActionTable = { iam: 'PassRole' };
