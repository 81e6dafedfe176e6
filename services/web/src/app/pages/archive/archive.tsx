import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { askForDoor } from '../../api/calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import { takeToken } from '../../fragment.ts';
import { TextLink } from '../../parts/links.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { TrialMails } from '../../parts/trial-mails.tsx';
import styles from '../sign-in/sign-in.module.css';
import { Door } from './door.tsx';

/** The one door of a subscription that ended: asked for here, opened by the link of the mail. */
export function ArchivePage() {
  const [token] = useState(takeToken);
  return token ? <Door token={token} /> : <Ask />;
}

/** One address, and the same words for every address. */
function Ask() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const asking = useMutation({ mutationFn: () => askForDoor(email) });
  if (asking.isSuccess) {
    return (
      <Page title={t('archive.sent.title')} lead={t('archive.sent.lead', { email })} width="text">
        <TrialMails />
      </Page>
    );
  }
  const refused = asProblem(asking.error).fields.find(({ path }) => formPath(path) === 'email')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email && !asking.isPending) asking.mutate();
    else document.getElementById('email')?.focus();
  };
  return (
    <Page title={t('archive.ask.title')} lead={t('archive.ask.lead')} width="text">
      <Sheet>
        <form noValidate onSubmit={submit}>
          <Stack gap="lg">
            {asking.isError && !refused && <ProblemNote error={asking.error} />}
            <TextInput
              id="email"
              type="email"
              inputMode="email"
              autoComplete="email"
              label={t('archive.ask.email')}
              value={email}
              error={tried && !email ? t('subscribe.errors.required') : refused}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" size="lg" loading={asking.isPending} className={styles.submit}>
              {t('archive.ask.submit')}
            </Button>
          </Stack>
        </form>
      </Sheet>
      <p className={styles.below}>
        <TextLink to={paths.signIn}>{t('access.signIn.title')}</TextLink>
      </p>
    </Page>
  );
}
