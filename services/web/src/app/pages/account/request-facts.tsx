import { useTranslation } from 'react-i18next';
import type { ClientRequest } from '../../api/types.ts';
import { dateTime, longDate } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import styles from '../users/users.module.css';

const tones = { open: 'accent', done: 'kept', refused: 'muted', closed: 'muted' } as const;

/** A request: what was asked, what was and what is, when, why, and until when it is answered. */
export function RequestFacts({ request }: { request: ClientRequest }) {
  const { t } = useTranslation();
  const shown = (value: string | string[] | null) =>
    (Array.isArray(value) ? value.join(', ') : value) ?? t('requests.nothing');
  const { answer, changes, dueAt, extendedBecause, receivedAt, settledAt, state, text } = request;
  return (
    <div className={styles.facts}>
      <p className={styles.what}>
        {t('requests.received', { date: dateTime(receivedAt) })}
        <StateMark tone={tones[state]}>{t(`requests.states.${state}`)}</StateMark>
        {state === 'open' && (
          <span className={styles.quiet}>{t('requests.due', { date: longDate(dueAt) })}</span>
        )}
      </p>
      <p>{text}</p>
      {extendedBecause && <p>{t('requests.extended', { because: extendedBecause })}</p>}
      {changes.map(({ path, before, after }) => (
        <p key={path}>{t('requests.change', { before: shown(before), after: shown(after) })}</p>
      ))}
      {answer && <p>{t('requests.answer', { answer })}</p>}
      {settledAt && <p className={styles.quiet}>{t('requests.settled', { date: dateTime(settledAt) })}</p>}
    </div>
  );
}
