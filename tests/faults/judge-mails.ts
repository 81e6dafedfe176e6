import { type Evidence, type Finding } from './verdict.ts';

/** How many mails came again, whoever was to blame. */
export const mailsAgain = ({ system }: Pick<Evidence, 'system'>): number =>
  system.sink.mails.length - new Set(system.sink.mails.map(({ messageId }) => messageId)).size;

/**
 * A mail may come again once for each time that its sender was killed, and is then the same to the letter of its
 * Message-ID: so one life of the notifier hands over a Message-ID once, and a company has one confirmation's id.
 */
export async function judgeMails({ system, companies }: Evidence): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { mails } = system.sink;
  for (const [one, copies] of Map.groupBy(mails, ({ messageId, life }) => `${messageId} in life ${life}`)) {
    if (copies.length > 1) findings.push({ kind: 'mail', what: `${copies.length} × ${one} of the notifier` });
  }
  const confirmations = Map.groupBy(
    mails.filter(({ token }) => token),
    ({ to }) => to,
  );
  for (const { email } of companies) {
    const ids = new Set((confirmations.get(email) ?? []).map(({ messageId }) => messageId));
    if (ids.size === 0) findings.push({ kind: 'lost', what: `no confirmation mail to ${email}` });
    if (ids.size > 1)
      findings.push({ kind: 'mail', what: `${ids.size} Message-IDs for the confirmation to ${email}` });
  }
  return findings;
}
