import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import type { Texts } from '../i18n/fr/index.ts';
import styles from './marks.module.css';

type ClauseKey = keyof Texts['clauses'];

/** The short name of a clause, or its id when the charter has grown one that this page does not know. */
export function useClauseName(): (id: string) => string {
  const { t, i18n } = useTranslation();
  return (id) => {
    const key = id.replace('.', '_') as ClauseKey;
    return i18n.exists(`clauses.${key}`) ? t(`clauses.${key}`) : id;
  };
}

/** The small mark beside a piece of data: which clause allows it, linked to the charter. */
export function ClauseMark({ id }: { id: string }) {
  const { t } = useTranslation();
  const name = useClauseName()(id);
  const article = id.split('.')[0];
  return (
    <Link to={paths.charter} hash={id} className={styles.clause}>
      <VisuallyHidden>{t('shell.clause')} </VisuallyHidden>
      <span className={styles.number}>{article === 'law' ? '§' : article}</span> {name}
    </Link>
  );
}

/** A state in a word and a colour; never in a colour alone. */
export function StateMark({
  tone,
  children,
}: {
  tone: 'kept' | 'open' | 'accent' | 'muted' | 'bad';
  children: string;
}) {
  return (
    <span className={styles.state} data-tone={tone}>
      {children}
    </span>
  );
}
