import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditHeads, type ServicePrefix, services } from '../../api/operator-calls.ts';
import { dateTime } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './operator.module.css';

/** What another service, retention, says of this one's past: whether it is still the one that was told before. */
export function AuditPast({ service }: { service: ServicePrefix }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'audit-heads'], queryFn: auditHeads });
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const name = services.find(({ prefix }) => prefix === service)?.name;
  const known = query.data?.find((head) => head.service === name);
  if (!known) return null;
  const [last] = known.mismatches;
  return (
    <p className={styles.chain}>
      {t('operator.audit.past')}{' '}
      <StateMark tone={last ? 'bad' : 'kept'}>
        {t(last ? 'operator.audit.otherPast' : 'operator.audit.samePast')}
      </StateMark>
      {last && (
        <span>
          {t('operator.audit.mismatches', { count: known.mismatches.length, date: dateTime(last.at) })}
        </span>
      )}
    </p>
  );
}
