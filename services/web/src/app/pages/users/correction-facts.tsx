import { useTranslation } from 'react-i18next';
import type { Correction } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import styles from './users.module.css';

const fields = ['name', 'role', 'email'] as const;
const tones = { open: 'accent', made: 'kept', refused: 'muted' } as const;

/** A correction: who asked, what was and what is, who settled it, when and why. */
export function CorrectionFacts({ correction, named }: { correction: Correction; named?: boolean }) {
  const { t } = useTranslation();
  const { wanted, before, reason, state, askedAt, settledAt, settledBy, answer, asked, name } = correction;
  const shown = (field: (typeof fields)[number], value: string) =>
    field === 'role' ? t(`shell.roles.${value}` as 'shell.roles.author') : value;
  return (
    <div className={styles.facts}>
      <p className={styles.what}>
        {named ? (
          <>
            <strong>{name}</strong> · {t(asked ? 'users.corrections.wants' : 'users.corrections.corrected')}
          </>
        ) : (
          t(asked ? 'users.corrections.youWanted' : 'users.corrections.youWere')
        )}
        <StateMark tone={tones[state]}>{t(`users.corrections.states.${state}`)}</StateMark>
      </p>
      {fields.map((field) => {
        const [old, next] = [before?.[field], wanted[field]];
        if (!next) return null;
        const words = { field: t(`users.${field}`), after: shown(field, next) };
        return (
          <p key={field}>
            {old && old !== next
              ? t('users.corrections.from', { ...words, before: shown(field, old) })
              : t('users.corrections.to', words)}
          </p>
        );
      })}
      {reason && <p>{t('users.corrections.reason', { reason })}</p>}
      {answer && <p>{t('users.corrections.answer', { answer })}</p>}
      <p className={styles.quiet}>
        {t('users.corrections.asked', { date: dateTime(askedAt) })}
        {settledAt &&
          ` · ${t('users.corrections.settled', { date: dateTime(settledAt), name: settledBy ?? '' })}`}
      </p>
    </div>
  );
}
