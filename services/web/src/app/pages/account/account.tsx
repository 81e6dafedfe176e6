import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { clientAccount } from '../../api/calls.ts';
import type { ClientAccount } from '../../api/types.ts';
import { ButtonLink, TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page, Section, Sheet } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SupportLink } from '../../parts/support-link.tsx';
import { useSession } from '../../session.ts';
import styles from './account.module.css';
import { CharterSection } from './charter-change.tsx';
import { CollectedSection } from './collected.tsx';
import { EndSubscription } from './end-subscription.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { Given } from './given.tsx';
import { HandOverSection } from './hand-over.tsx';
import { NoticesSection } from './notices.tsx';
import { RequestsSection } from './requests.tsx';
import { SubscriptionState } from './subscription-state.tsx';
import { TakeAwaySection } from './take-away.tsx';

/** How long until a space that is being prepared is asked about again, in ms. */
const askAgain = 2000;

/** Everything the client gave, with its clause and its term (4.account-page). */
export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  const clientId = session?.clientId ?? '';
  const query = useQuery({
    queryKey: ['account', clientId],
    queryFn: () => clientAccount(clientId),
    enabled: clientId !== '',
    refetchInterval: ({ state }) => (state.data && !state.data.spaceReady ? askAgain : false),
  });
  const company = query.data?.companyName ?? '';
  return (
    <Page
      title={t('account.title')}
      lead={company ? t('account.lead', { company }) : undefined}
      beside={<PrintButton />}
    >
      <Loaded query={query} lines={10}>
        {(account) => <AccountSections account={account} />}
      </Loaded>
    </Page>
  );
}

function AccountSections({ account }: { account: ClientAccount }) {
  const { t } = useTranslation();
  const over = account.state !== 'active';
  return (
    <>
      <div className={styles.top}>
        <SubscriptionState account={account} />
        {over ? <SpaceCloses /> : <SpaceState ready={account.spaceReady} />}
      </div>
      <Section id="given" title={t('account.given.title')}>
        <p className={styles.lead}>{t('account.given.lead')}</p>
        <Given account={account} />
        <p className={styles.note}>
          <Trans i18nKey="account.given.wrong" components={{ support: <SupportLink /> }} />{' '}
          <ClauseMark id="4.rectification" />
        </p>
        <p className={styles.note}>
          <TextLink to={paths.calendar} fw={600}>
            {t('account.calendar.open')}
          </TextLink>
        </p>
      </Section>
      <CharterSection clientId={account.clientId} />
      <RequestsSection clientId={account.clientId} />
      <CollectedSection clientId={account.clientId} />
      <HandOverSection clientId={account.clientId} />
      <TakeAwaySection clientId={account.clientId} />
      <NoticesSection clientId={account.clientId} />
      <Fingerprint value={account.certificateFingerprint} />
      {!over && <EndSubscription account={account} />}
    </>
  );
}

/** Within the grace: what to do while the space still opens. */
function SpaceCloses() {
  const { t } = useTranslation();
  return (
    <Sheet tone="accent">
      <h2 className={styles.cardTitle}>{t('account.overTitle')}</h2>
      <p>{t('account.overText')}</p>
      <ButtonLink to={paths.space} mt="md">
        {t('account.openSpace')}
      </ButtonLink>
    </Sheet>
  );
}

function SpaceState({ ready }: { ready: boolean }) {
  const { t } = useTranslation();
  return (
    <Sheet tone="accent">
      <div role="status">
        <h2 className={styles.cardTitle}>{ready ? t('account.ready') : t('account.preparing')}</h2>
        {ready && <p>{t('account.readyText')}</p>}
      </div>
      {ready && (
        <ButtonLink to={paths.space} mt="md">
          {t('account.openSpace')}
        </ButtonLink>
      )}
    </Sheet>
  );
}
