import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { apis } from '../../../apis.ts';
import { Page } from '../../parts/page.tsx';
import styles from './api.module.css';

/** The programming interfaces: a readable page for each service, and its document. */
export function ApiPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('api.title')} lead={t('api.lead')}>
      <ul className={styles.services}>
        {apis.map((service) => (
          <li key={service}>
            <h2>{t(`api.services.${service}.name`)}</h2>
            <p>{t(`api.services.${service}.text`)}</p>
            <p className={styles.links}>
              <Anchor href={`/api/${service}/docs`} underline="always" aria-describedby={`api-${service}`}>
                {t('api.docs')}
              </Anchor>
              <Anchor
                href={`/api/${service}/openapi.json`}
                underline="always"
                aria-describedby={`api-${service}`}
              >
                {t('api.openapi')}
              </Anchor>
              <code id={`api-${service}`}>/api/{service}</code>
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
