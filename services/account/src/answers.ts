import type { ServiceAnswers } from '@kstudio/chassis';
import { confirmationEnds, judgeConfirmation } from './client-life.ts';
import type { AccountDeps } from './deps.ts';
import { reachAddress } from './reach-address.ts';
import { doorToken, hasDoor } from './resume-subscription.ts';
import { sayState } from './say-state.ts';
import { watch } from './watch.ts';

/** What account answers to the other services' questions: a line per question. */
export function answers(deps: AccountDeps): ServiceAnswers<'account'> {
  return {
    'account.recipient.v1': async ({ clientId, kind, about }) => {
      const client = await deps.clients.find(clientId);
      if (!client) return { found: false };
      if (kind === 'new-address' || kind === 'old-address') return reachAddress(deps, client, kind, about);
      const { name, email } = client.manager;
      const open = judgeConfirmation(client, deps.clock.now()) === 'open';
      const link = { clientId, expiresAt: confirmationEnds(client.requestedAt) };
      const token = open ? { confirmationToken: deps.links.confirmationToken(link) } : {};
      if (kind === 'archive-door' && !hasDoor(client)) return { found: false };
      const door = kind === 'archive-door' ? { archiveToken: doorToken(deps, clientId) } : {};
      const { locale } = client;
      return { found: true, name, email, companyName: client.company.name, locale, ...token, ...door };
    },
    'account.subscription-state.v1': ({ clientId }) => sayState(deps, clientId),
    'account.watch.v1': () => watch(deps),
  };
}
