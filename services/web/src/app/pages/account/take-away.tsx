import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { archiveOf } from '../../api/calls.ts';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import styles from './account.module.css';
import { BreakGlass } from './break-glass.tsx';

/** Everything that the client owns in her space, to take away in one file (3.ownership). */
export function TakeAwaySection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  return (
    <Section id="take-away" title={t('account.takeAway.title')}>
      <p className={styles.measure}>
        {t('account.takeAway.text')} <ClauseMark id="3.ownership" />
      </p>
      <p className={styles.act}>
        <Button component="a" href={archiveOf(clientId)} download leftSection={<Download size={18} />}>
          {t('account.takeAway.download')}
        </Button>
      </p>
      <p className={styles.note}>{t('account.takeAway.drafts')}</p>
      <BreakGlass clientId={clientId} />
    </Section>
  );
}
