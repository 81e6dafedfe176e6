import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';
import { facts } from '../facts.ts';
import styles from './problem-note.module.css';

/** A wrong answer, a wrong password, too many tries: nothing that support would look into. */
const ownDoing = [400, 401, 429];

/** What went wrong and what to do, as a sentence, with the number that support needs. Read out when it appears. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  const words = () => {
    if (problem.status === 0) return t('problems.network');
    if (problem.status >= 500 && !problem.detail)
      return t('problems.unexpected', { email: facts.supportEmail });
    return problem.detail ?? '';
  };
  return (
    <div role="alert" className={styles.note}>
      <CircleAlert size={20} aria-hidden="true" className={styles.icon} />
      <div>
        <p className={styles.title}>{problem.message || t('problems.title')}</p>
        <p>{words()}</p>
        {problem.requestId && !ownDoing.includes(problem.status) && (
          <p className={styles.id}>{t('problems.requestId', { id: problem.requestId })}</p>
        )}
        {onRetry && (
          <Button variant="default" size="sm" mt="sm" onClick={onRetry}>
            {t('shell.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
