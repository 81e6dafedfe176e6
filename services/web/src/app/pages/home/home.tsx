import { Title } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { ButtonLink, TextLink } from '../../parts/links.tsx';
import { ExampleSheet } from './example-sheet.tsx';
import styles from './home.module.css';

const articles = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const;
const steps = ['one', 'two', 'three'] as const;

/** What K-Studio is, and what it promises. */
export function HomePage() {
  const { t } = useTranslation();
  return (
    <div className={styles.home}>
      <title>{t('home.title')}</title>
      <Hero />
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
    </div>
  );
}

function Hero() {
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
          <ButtonLink to={paths.subscribe} size="lg">
            {t('home.subscribe')}
          </ButtonLink>
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
