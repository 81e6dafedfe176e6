import { Button, Stack, TextInput } from '@mantine/core';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { askForReset } from '../../api/calls.ts';
import { askForStaffReset } from '../../api/operator-calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import { facts } from '../../facts.ts';
import { TextLink } from '../../parts/links.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { TrialMails } from '../../parts/trial-mails.tsx';
import styles from '../sign-in/sign-in.module.css';

/** Where a client's people ask for a link to a new password. */
export const ForgottenPage = () => <AskForReset ask={askForReset} signIn={paths.signIn} />;

/** The same for the people who run the platform. */
export const StaffForgottenPage = () => <AskForReset ask={askForStaffReset} signIn={paths.operatorSignIn} />;

interface AskForResetProps {
  ask: (email: string) => Promise<unknown>;
  signIn: typeof paths.signIn | typeof paths.operatorSignIn;
}

/** One address, and the same words for every address: nobody learns here who has an account. */
function AskForReset({ ask, signIn }: AskForResetProps) {
  const { t } = useTranslation();
  const asking = useMutation({ mutationFn: ask });
  if (asking.isSuccess) return <Sent email={asking.variables} onAgain={asking.reset} />;
  return (
    <Page title={t('reset.ask.title')} lead={t('reset.ask.lead')} width="text">
      <AddressForm asking={asking} />
      <p className={styles.below}>
        <TextLink to={signIn}>{t('access.signIn.title')}</TextLink>
      </p>
    </Page>
  );
}

function AddressForm({ asking }: { asking: UseMutationResult<unknown, Error, string> }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const refused = asProblem(asking.error).fields.find(({ path }) => formPath(path) === 'email')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email && !asking.isPending) asking.mutate(email);
    else document.getElementById('email')?.focus();
  };
  return (
    <Sheet>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          {asking.isError && !refused && <ProblemNote error={asking.error} />}
          <TextInput
            id="email"
            type="email"
            inputMode="email"
            autoComplete="username"
            label={t('access.signIn.email')}
            value={email}
            error={tried && !email ? t('subscribe.errors.required') : refused}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" loading={asking.isPending} className={styles.submit}>
            {t('reset.ask.submit')}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useTranslation();
  // The form is gone, and the focus with it: the heading takes it, and is read out.
  useEffect(() => document.querySelector<HTMLElement>('main h1')?.focus(), []);
  return (
    <Page title={t('reset.ask.sent.title')} lead={t('reset.ask.sent.lead', { email })} width="text">
      <TrialMails />
      <p>{t('reset.ask.sent.help', { email: facts.supportEmail })}</p>
      <Button variant="default" mt="lg" onClick={onAgain}>
        {t('reset.ask.sent.again')}
      </Button>
    </Page>
  );
}
