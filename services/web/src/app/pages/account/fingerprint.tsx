import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../parts/copy.tsx';
import { Section } from '../../parts/page.tsx';
import styles from './account.module.css';

/** By what the client will know her own certificate, once nothing else of hers is left. */
export function Fingerprint({ value }: { value: string | null }) {
  const { t } = useTranslation();
  return (
    <Section id="proof" title={t('account.proof.title')}>
      <p className={styles.measure}>{t('account.proof.text')}</p>
      {value ? (
        <div className={styles.fingerprint}>
          <code aria-label={t('account.proof.label')}>{value}</code>
          <CopyButton text={value} />
        </div>
      ) : (
        <p className={styles.note}>{t('account.proof.none')}</p>
      )}
    </Section>
  );
}
