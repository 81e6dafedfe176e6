import { Button } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './print-button.module.css';

/** Prints the page: to file it, or to hand it on. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<Printer size={18} aria-hidden="true" />}
      className={styles.print}
      onClick={() => window.print()}
    >
      {t('shell.print')}
    </Button>
  );
}
