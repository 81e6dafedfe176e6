import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { facts } from '../facts.ts';
import styles from './footer.module.css';
import { openChoice } from './measure.ts';

/** The foot of every page: what it notes about the visitor, and where to ask. */
export function Footer() {
  const { t } = useTranslation();
  return (
    <footer className={styles.footer} aria-label={t('shell.footer.label')}>
      <div className={styles.inner}>
        <div>
          <p className={styles.privacy}>{t('shell.footer.privacy')}</p>
          <p>{t('shell.footer.privacyMore')}</p>
        </div>
        <ul className={styles.links}>
          <li>
            <Link to={paths.charter}>{t('shell.footer.charter')}</Link>
          </li>
          <li>
            <button
              type="button"
              className={styles.choice}
              onClick={() => void openChoice().catch(() => undefined)}
            >
              {t('shell.footer.choice')}
            </button>
          </li>
          <li>
            <Link to={paths.browser}>{t('shell.footer.browser')}</Link>
          </li>
          <li>
            <Link to={paths.api}>{t('shell.footer.api')}</Link>
          </li>
          {facts.sitesOrigin && (
            <li>
              <a href={facts.sitesOrigin}>{t('shell.footer.sites')}</a>
            </li>
          )}
          <li>
            <a href={`mailto:${facts.supportEmail}`}>
              {t('shell.footer.support', { email: facts.supportEmail })}
            </a>
          </li>
          <li>{t('shell.footer.version', { version: facts.version })}</li>
        </ul>
      </div>
    </footer>
  );
}
