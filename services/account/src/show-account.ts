import type { Locale } from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import { stateSince } from './client-life.ts';
import type { AccountDeps } from './deps.ts';
import { givenValues } from './given.ts';
import { offerOf } from './offers.ts';

/**
 * The client account page: everything the manager's company gave, each value with its clause, category and term.
 * Throws not-found.
 *
 * @enforces 4.account-page
 */
export async function showAccount(deps: AccountDeps, clientId: string, locale: Locale) {
  const client = await deps.clients.find(clientId);
  if (!client) throw problems.unknown();
  const offer = offerOf(client.offerId);
  return {
    clientId: client._id,
    companyName: client.company.name,
    state: client.state,
    since: stateSince(client).toISOString(),
    endedAt: client.endedAt?.toISOString() ?? null,
    charterVersion: client.charterVersion,
    certificateFingerprint: client.certificateKey ?? (await deps.certificateKeys.latest()),
    spaceReady: Boolean(client.spaceReadyAt),
    offer: { id: client.offerId, name: offer?.name[locale] ?? client.offerId },
    given: givenValues(client, locale),
  };
}
