import { Checkbox } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../parts/links.tsx';
import styles from './subscribe.module.css';
import type { AnswerForm } from './use-answers.ts';

/** Under which version of the charter one subscribes. */
export function CharterGroup({ form, version }: { form: AnswerForm; version: string }) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>
        <h2>{t('subscribe.charter.title')}</h2>
      </legend>
      <p>
        <Trans
          i18nKey="subscribe.charter.text"
          values={{ version }}
          components={{ charter: <TextLink to={paths.charter} target="_blank" /> }}
        />
      </p>
      <Checkbox
        id="accepted"
        mt="md"
        label={t('subscribe.charter.accept')}
        checked={form.answers.accepted}
        error={form.errorOf('accepted')}
        onChange={(event) => form.answer('accepted', event.currentTarget.checked)}
      />
    </fieldset>
  );
}
