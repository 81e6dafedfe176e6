import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/types.ts';
import styles from './charter.module.css';
import { ClauseState, isRed, Living } from './living.tsx';

/** One clause, or one rule of law: its text, its state, and what stands behind it. */
export function ClauseText({ rule, source }: { rule: Rule; source?: string }) {
  const { t } = useTranslation();
  const isHere = useRouterState({ select: (state) => state.location.hash === rule.id });
  const evidence = rule.enforcers.length + rule.proofs.length;
  return (
    <article
      id={rule.id}
      className={styles.clause}
      data-here={isHere || undefined}
      data-red={isRed(rule) || undefined}
      aria-labelledby={`${rule.id}-title`}
    >
      <header>
        <h3 id={`${rule.id}-title`}>{rule.title}</h3>
        <ClauseState rule={rule} />
      </header>
      <p className={styles.words}>{rule.text}</p>
      {source && <p className={styles.source}>{source}</p>}
      <Living rule={rule} />
      <div className={styles.behind}>
        <a href={`#${rule.id}`} className={styles.id} aria-label={t('charter.permalink', { id: rule.id })}>
          {rule.id}
        </a>
        {evidence > 0 && (
          <details>
            <summary>{t('charter.evidence', { count: evidence })}</summary>
            <Evidence title={t('charter.enforced')} items={rule.enforcers} />
            <Evidence title={t('charter.proved')} items={rule.proofs} />
          </details>
        )}
      </div>
    </article>
  );
}

function Evidence({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <div className={styles.evidence}>
      <p>{title}</p>
      <ul>
        {items.map((item) => (
          <li key={item}>
            <code>{item}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
