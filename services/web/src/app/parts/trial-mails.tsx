import { Anchor } from '@mantine/core';
import { Trans } from 'react-i18next';
import { facts } from '../facts.ts';
import styles from './trial-mails.module.css';

/** Where mails can be read on a platform whose mails never leave it; nothing elsewhere. */
export function TrialMails() {
  if (!facts.mailSink) return null;
  return (
    <p className={styles.trial}>
      <Trans
        i18nKey="shell.trialMails"
        components={{ mails: <Anchor href={facts.mailSink} target="_blank" fw={600} underline="always" /> }}
      />
    </p>
  );
}
