import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { corrections, ownRecord } from '../../api/calls.ts';
import type { OwnRecord } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page, Section, Sheet } from '../../parts/page.tsx';
import { companyOf, useSession } from '../../session.ts';
import { CorrectionFacts } from '../users/correction-facts.tsx';
import styles from '../users/users.module.css';
import { AskCorrection } from './ask-correction.tsx';

/** What the client's space keeps of the user, and the way to have it put right (4.users). */
export function RecordPage() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const clientId = session?.clientId;
  const record = useQuery({ queryKey: ['record', clientId, i18n.language], queryFn: ownRecord });
  return (
    <Page
      title={t('users.record.title')}
      lead={t('users.record.lead', { company })}
      beside={<ClauseMark id="4.users" />}
    >
      <Loaded query={record} lines={4}>
        {(mine) => (
          <>
            <Sheet>
              <Facts record={mine} />
            </Sheet>
            {mine.role === 'administrator' ? <OwnKeeper /> : <AskCorrection record={mine} />}
          </>
        )}
      </Loaded>
      <History me={session?.personId ?? ''} clientId={clientId ?? ''} />
    </Page>
  );
}

/** An administrator asks nobody: she is who answers. */
function OwnKeeper() {
  const { t } = useTranslation();
  return (
    <Section id="ask" title={t('users.record.ask')}>
      <p>
        {t('users.record.keepsItself')} <TextLink to={paths.users}>{t('users.title')}</TextLink>
      </p>
    </Section>
  );
}

function Facts({ record }: { record: OwnRecord }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className={styles.record}>
        <dt>{t('users.name')}</dt>
        <dd>{record.name}</dd>
        <dt>{t('users.email')}</dt>
        <dd>
          {record.email}
          {record.newEmail && (
            <span className={styles.quiet}> · {t('users.moving', { email: record.newEmail })}</span>
          )}
        </dd>
        <dt>{t('users.role')}</dt>
        <dd>
          {t(`shell.roles.${record.role}`)}
          {record.manager && <span className={styles.quiet}> · {t('shell.roles.manager')}</span>}
        </dd>
      </dl>
      <p className={styles.kept}>
        {record.joinedAt && `${t('users.record.since', { date: longDate(record.joinedAt) })}. `}
        {t('users.record.kept', { rule: record.rule })}
      </p>
    </>
  );
}

/** An administrator sees the whole space's corrections among its users: here, her own alone. */
function History({ me, clientId }: { me: string; clientId: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['corrections', clientId], queryFn: corrections });
  return (
    <Section id="history" title={t('users.record.history')}>
      <Loaded query={query} lines={2}>
        {(all) => {
          const mine = all.filter(({ personId }) => personId === me);
          if (mine.length === 0) return <p className={styles.quiet}>{t('users.corrections.none')}</p>;
          return (
            <ul className={styles.list}>
              {mine.map((correction) => (
                <li key={correction.correctionId}>
                  <Sheet>
                    <CorrectionFacts correction={correction} />
                  </Sheet>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Section>
  );
}
