import { useNetwork } from '@mantine/hooks';
import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** Says that the network is gone, for as long as it is. The region is always there, so that it is read out. */
export function NetworkBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <p className={styles.banner}>
          <WifiOff size={18} aria-hidden="true" />
          {t('shell.network.lost')}
        </p>
      )}
    </div>
  );
}
