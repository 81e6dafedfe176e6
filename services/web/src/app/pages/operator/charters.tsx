import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { charters } from '../../api/operator-calls.ts';
import type { CharterVersion } from '../../api/types.ts';
import { dateTime, duration, longDate } from '../../format.ts';
import { CharterChanges } from '../../parts/charter-changes.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { Sheet } from '../../parts/page.tsx';
import styles from '../incidents/incidents.module.css';
import { PublishCharter } from './publish-charter.tsx';

/** The versions of the charter, who lives under which, and the publication of the next (7.change-notice). */
export function ChartersTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'charters'], queryFn: charters, refetchInterval: 10_000 });
  return (
    <Loaded query={query}>
      {(all) => (
        <>
          {all[0] && <PublishCharter latest={all[0]} />}
          <ul className={styles.list} aria-label={t('operator.charters.list')}>
            {all.map((its) => (
              <li key={its.version}>
                <Sheet>
                  <Version its={its} />
                </Sheet>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Version({ its }: { its: CharterVersion }) {
  const { t } = useTranslation();
  const { changes, clients, effectiveOn, publishedAt, substantial, termYears, version, waiting } = its;
  return (
    <>
      <div className={styles.head}>
        <h2>{t('operator.charters.version', { version })}</h2>
        {publishedAt && (
          <StateMark tone={substantial ? 'accent' : 'muted'}>
            {t(`operator.charters.${substantial ? 'substantial' : 'minor'}`)}
          </StateMark>
        )}
        <span className={styles.quiet}>
          {publishedAt
            ? t('operator.charters.published', { at: dateTime(publishedAt), on: longDate(effectiveOn) })
            : t('operator.charters.builtIn')}
        </span>
      </div>
      <p>
        {t('operator.charters.clients', { count: clients })}
        {waiting > 0 && `, ${t('operator.charters.waiting', { count: waiting })}`}
        {` · ${t('operator.charters.term', { term: duration(`P${termYears}Y`) })}`}
      </p>
      {changes.length > 0 && <CharterChanges changes={changes} />}
    </>
  );
}
