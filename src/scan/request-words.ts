/**
 * A witness in one sentence, for messages.
 */
import type { Witness } from '../ask/witness.ts';

/** "`s3:GetObject` on `arn:…`, with `aws:SourceIp` = `198.51.100.7`"; with who asks where `named` says that it matters. */
export function requestInWords({ principal, action, resource, context }: Witness, named: boolean): string {
  const by = named ? ` by \`${principal}\`` : '';
  const conditions = Object.entries(context).map(([key, value]) => {
    const values = typeof value === 'string' ? [value] : value;
    return `\`${key}\` = ${values.map((one) => `\`${one}\``).join(', ') || 'nothing'}`;
  });
  const given = conditions.length === 0 ? '' : `, with ${conditions.join(' and ')}`;
  return `\`${action}\` on \`${resource}\`${by}${given}`;
}
