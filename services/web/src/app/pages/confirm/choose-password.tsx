import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '../../../paths.ts';
import { acceptInvitation } from '../../api/calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { Invitation } from '../../api/types.ts';
import { ClauseMark } from '../../parts/marks.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { passwordFault } from '../../password.ts';
import { sessionQuery } from '../../session.ts';
import styles from './confirm.module.css';

interface ChoosePasswordProps {
  title: string;
  ticket: string;
  companyName: string;
  invitation: Invitation;
  /** Where she is once she is in. */
  then: typeof paths.account | typeof paths.space;
}

/** The last step: a password, and one is in. Who signs in for another client already gives the one she has. */
export function ChoosePassword({ title, ticket, companyName, invitation, then }: ChoosePasswordProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const accept = useAccept(ticket, then);
  const { name = '', email = '', hasPassword = false } = invitation;
  const known = [name, email, companyName];
  const refused = accept.error
    ? asProblem(accept.error).fields.find(({ path }) => formPath(path) === 'password')?.message
    : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const fits = hasPassword ? password !== '' : !passwordFault(password, known);
    if (fits && !accept.isPending) accept.mutate(password);
    else document.getElementById('password')?.focus();
  };
  return (
    <Page
      title={title}
      lead={t(hasPassword ? 'access.confirm.prove' : 'access.confirm.choose', { name })}
      width="text"
    >
      <Sheet>
        <form noValidate onSubmit={submit}>
          <Stack gap="lg">
            <TextInput label={t('access.confirm.account')} value={email} readOnly autoComplete="username" />
            {hasPassword ? (
              <PasswordInput
                id="password"
                label={t('access.signIn.password')}
                autoComplete="current-password"
                value={password}
                error={tried && !password ? t('subscribe.errors.required') : undefined}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('access.confirm.show'), tabIndex: 0 }}
              />
            ) : (
              <NewPassword
                value={password}
                onChange={setPassword}
                known={known}
                tried={tried}
                refused={refused}
              />
            )}
            {accept.isError && !refused && <ProblemNote error={accept.error} />}
            <Button type="submit" size="lg" loading={accept.isPending} className={styles.submit}>
              {t('access.confirm.open')}
            </Button>
            <p className={styles.why}>
              {t('access.confirm.why')} <ClauseMark id="6.safeguards" />
            </p>
          </Stack>
        </form>
      </Sheet>
    </Page>
  );
}

function useAccept(ticket: string, then: ChoosePasswordProps['then']) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (password: string) => acceptInvitation(ticket, password),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: sessionQuery.queryKey });
      void toast(t('shell.session.signedIn'));
      await navigate({ to: then });
    },
  });
}
