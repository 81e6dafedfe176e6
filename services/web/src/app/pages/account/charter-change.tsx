import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { clientCharter, readCharterChange } from '../../api/calls.ts';
import type { ClientCharter } from '../../api/types.ts';
import { dateTime, duration, longDate } from '../../format.ts';
import { CharterChanges } from '../../parts/charter-changes.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './account.module.css';

type Ahead = ClientCharter['ahead'][number];

/** The version of the charter that this client lives under, and what will change when (7.change-notice). */
export function CharterSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['client-charter', clientId], queryFn: () => clientCharter(clientId) });
  return (
    <Section id="charter" title={t('charterChange.title')}>
      <Loaded query={query} lines={2}>
        {({ version, termYears, ahead }) => (
          <>
            <p className={styles.lead}>
              {t('charterChange.inForce', { version, term: duration(`P${termYears}Y`) })}{' '}
              <ClauseMark id="7.change-notice" />
            </p>
            <p className={styles.note}>
              <TextLink to={paths.charter} search={{ version: Number(version) }} fw={600}>
                {t('charterChange.open')}
              </TextLink>
            </p>
            {ahead.map((its) => (
              <Sheet key={its.version} tone={its.read ? 'plain' : 'accent'}>
                <Change clientId={clientId} its={its} />
              </Sheet>
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Change({ clientId, its }: { clientId: string; its: Ahead }) {
  const { t } = useTranslation();
  const { appliesOn, changes, toldAt, version } = its;
  return (
    <>
      <h3 className={styles.cardTitle}>{t('charterChange.ahead', { version })}</h3>
      <p>
        {appliesOn
          ? t('charterChange.from', { date: longDate(appliesOn) })
          : t('charterChange.waits', { date: longDate(its.effectiveOn) })}{' '}
        {toldAt && t('charterChange.told', { date: dateTime(toldAt) })}
      </p>
      <CharterChanges changes={changes} />
      <p className={styles.note}>{t('charterChange.ratchet')}</p>
      <Read clientId={clientId} its={its} />
    </>
  );
}

function Read({ clientId, its: { read, version } }: { clientId: string; its: Ahead }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const reading = useMutation({
    mutationFn: () => readCharterChange(clientId, version),
    onSuccess: async () => {
      void toast(t('charterChange.thanks'));
      await queries.invalidateQueries({ queryKey: ['client-charter'] });
    },
  });
  if (read) return <p className={styles.note}>{t('charterChange.isRead')}</p>;
  return (
    <>
      {reading.isError && <ProblemNote error={reading.error} />}
      <Button mt="md" loading={reading.isPending} onClick={() => reading.mutate()}>
        {t('charterChange.read')}
      </Button>
    </>
  );
}
