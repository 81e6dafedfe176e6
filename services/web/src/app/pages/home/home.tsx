import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { charter } from '../../api/calls.ts';
import type { Session } from '../../api/types.ts';
import { firstPageOf } from '../../guards.ts';
import { ButtonLink, TextLink } from '../../parts/links.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { useSession } from '../../session.ts';
import { ExampleSheet } from './example-sheet.tsx';
import styles from './home.module.css';

const articles = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const;
const steps = ['one', 'two', 'three'] as const;

/** What K-Studio is, and what it promises. */
export function HomePage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className={styles.home}>
      <title>{t('home.title')}</title>
      <Hero session={session} />
      <section className={styles.steps} aria-labelledby="steps">
        <Title order={2} id="steps">
          {t('home.steps.title')}
        </Title>
        <ol>
          {steps.map((step, index) => (
            <li key={step}>
              <span className={styles.stepNumber} aria-hidden="true">
                {index + 1}
              </span>
              <Title order={3}>{t(`home.steps.${step}.title`)}</Title>
              <p>{t(`home.steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className={styles.short} aria-labelledby="short">
        <div className={styles.shortHead}>
          <Title order={2} id="short">
            {t('home.short.title')}
          </Title>
          <p>{t('home.short.lead')}</p>
          <ClauseCounts />
          <TextLink to={paths.charter} fw={600}>
            {t('home.short.all')}
          </TextLink>
        </div>
        <ol>
          {articles.map((article, index) => (
            <li key={article}>
              <span className={styles.articleNumber} aria-hidden="true">
                {index + 1}
              </span>
              <div>
                <Title order={3}>{t(`home.short.${article}.title`)}</Title>
                <p>{t(`home.short.${article}.text`)}</p>
              </div>
            </li>
          ))}
        </ol>
      </section>
      {!session && <Closing />}
    </div>
  );
}

/** The way in, once more; whoever is in needs none. */
function Closing() {
  const { t } = useTranslation();
  return (
    <section className={styles.closing} aria-labelledby="closing">
      <div>
        <Title order={2} id="closing">
          {t('home.closing.title')}
        </Title>
        <p>{t('home.closing.text')}</p>
      </div>
      <ButtonLink to={paths.subscribe} size="lg">
        {t('home.subscribe')}
      </ButtonLink>
    </section>
  );
}

/** How many clauses are kept, as the charter itself says; nothing while that is not known. */
function ClauseCounts() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery({ queryKey: ['charter', i18n.language], queryFn: charter });
  if (!data) return null;
  const kept = data.clauses.filter((clause) => clause.status === 'kept').length;
  const open = data.clauses.length - kept;
  return (
    <p className={styles.counts}>
      <StateMark tone="kept">{t('charter.kept', { count: kept })}</StateMark>
      {open > 0 && <StateMark tone="open">{t('charter.open', { count: open })}</StateMark>}
    </p>
  );
}

function Hero({ session }: { session: Session | null | undefined }) {
  const { t } = useTranslation();
  return (
    <section className={styles.hero} aria-labelledby="headline">
      <div>
        <p className={styles.eyebrow}>{t('home.eyebrow')}</p>
        <h1 id="headline" tabIndex={-1} className={styles.headline}>
          <Trans i18nKey="home.headline" components={{ em: <em /> }} />
        </h1>
        <p className={styles.lead}>{t('home.lead')}</p>
        <div className={styles.actions}>
          {session ? (
            <ButtonLink to={firstPageOf(session)} size="lg">
              {t(
                session.staff
                  ? 'shell.nav.operator'
                  : session.manager
                    ? 'shell.nav.account'
                    : 'shell.nav.space',
              )}
            </ButtonLink>
          ) : (
            <ButtonLink to={paths.subscribe} size="lg">
              {t('home.subscribe')}
            </ButtonLink>
          )}
          <ButtonLink to={paths.charter} size="lg" variant="default">
            {t('home.readCharter')}
          </ButtonLink>
        </div>
        <p className={styles.promise}>{t('home.promise')}</p>
      </div>
      <ExampleSheet />
    </section>
  );
}
