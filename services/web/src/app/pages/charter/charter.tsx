import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouterState } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { charterIn } from '../../api/calls.ts';
import type { Charter } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { ArticleList, articlesOf } from './articles.tsx';
import styles from './charter.module.css';
import { ClauseText } from './clause-text.tsx';
import { Glance } from './glance.tsx';
import { isRed } from './living.tsx';

const route = getRouteApi(paths.charter);

/** The living charter: every clause with its state, the code that enforces it and the test that proves it. */
export function CharterPage() {
  const { t, i18n } = useTranslation();
  const { version } = route.useSearch();
  const query = useQuery({
    queryKey: ['charter', i18n.language, ...(version ? [version] : [])],
    queryFn: () => charterIn(currentLocale(), version),
  });
  return (
    <Page title={t('charter.title')} lead={t('charter.lead')} beside={<PrintButton />}>
      <Loaded query={query} lines={12}>
        {(data) => <CharterText charter={data} />}
      </Loaded>
    </Page>
  );
}

/** The text comes after the page: only then can the address's fragment be followed. */
function useFollowFragment() {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash))?.scrollIntoView({ block: 'start' });
  }, [hash]);
}

function CharterText({ charter: data }: { charter: Charter }) {
  const { t } = useTranslation();
  useFollowFragment();
  const articles = articlesOf(data.clauses);
  return (
    <>
      <Summary charter={data} />
      <Glance charter={data} />
      <div className={styles.columns}>
        <ArticleList articles={articles} />
        <div className={styles.text}>
          {articles.map(({ number, title, clauses }) => (
            <section
              key={number}
              id={`article-${number}`}
              aria-labelledby={`title-${number}`}
              className={styles.article}
            >
              <h2 id={`title-${number}`}>
                <span className={styles.articleNumber}>{t('charter.article', { number })}</span> {title}
              </h2>
              {clauses.map((clause) => (
                <ClauseText key={clause.id} rule={clause} />
              ))}
            </section>
          ))}
          <section id="law" aria-labelledby="title-law" className={styles.article}>
            <h2 id="title-law">{t('charter.law')}</h2>
            <p className={styles.lawLead}>{t('charter.lawLead')}</p>
            {data.laws.map((rule) => (
              <ClauseText key={rule.id} rule={rule} source={rule.article} />
            ))}
          </section>
        </div>
      </div>
    </>
  );
}

/** Which version this is, and from when it holds, for whom. */
function versionWords(t: TFunction, { version, effectiveOn, publishedOn, substantial }: Charter): string {
  if (!publishedOn || !substantial) return t('charter.version', { version, date: longDate(effectiveOn) });
  const dates = { published: longDate(publishedOn), date: longDate(effectiveOn) };
  return t('charter.substantial', { version, ...dates });
}

function Summary({ charter: data }: { charter: Charter }) {
  const { t } = useTranslation();
  const kept = data.clauses.filter((clause) => clause.status === 'kept' && !isRed(clause)).length;
  const open = data.clauses.filter((clause) => clause.status === 'open' && !isRed(clause)).length;
  const red = [...data.clauses, ...data.laws].filter(isRed).length;
  return (
    <div className={styles.summary}>
      <p>{versionWords(t, data)}</p>
      {!data.latest && (
        <p>
          {t('charter.earlier')} <TextLink to={paths.charter}>{t('charter.toLatest')}</TextLink>
        </p>
      )}
      <p className={styles.counts}>
        <StateMark tone="kept">{t('charter.kept', { count: kept })}</StateMark>
        {red > 0 && <StateMark tone="bad">{t('charter.red', { count: red })}</StateMark>}
        {open > 0 && <StateMark tone="open">{t('charter.open', { count: open })}</StateMark>}
      </p>
      {open > 0 && <p className={styles.openMeans}>{t('charter.openMeans')}</p>}
      <p className={styles.fingerprint}>
        {t('charter.fingerprint')} <code>{data.fingerprint}</code>
      </p>
    </div>
  );
}
