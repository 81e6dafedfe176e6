import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/types.ts';
import styles from './charter.module.css';

export interface Article {
  number: string;
  title: string;
  clauses: Rule[];
}

/** Clauses grouped by article, in the charter's order. */
export function articlesOf(clauses: Rule[]): Article[] {
  const numbers = [...new Set(clauses.map((clause) => clause.article))];
  return numbers.map((number) => ({
    number,
    title: i18next.t(`charter.articles.a${number}` as 'charter.articles.a1'),
    clauses: clauses.filter((clause) => clause.article === number),
  }));
}

/** The articles beside the text, to jump to. */
export function ArticleList({ articles }: { articles: Article[] }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.contents} aria-label={t('charter.contents')}>
      <ol>
        {articles.map(({ number, title }) => (
          <li key={number}>
            <a href={`#article-${number}`}>
              <span aria-hidden="true">{number}</span>
              {title}
            </a>
          </li>
        ))}
        <li>
          <a href="#law">
            <span aria-hidden="true">§</span>
            {t('charter.law')}
          </a>
        </li>
      </ol>
    </nav>
  );
}
