import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { lookAtReset, resetPassword } from '../../api/calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { PasswordReset } from '../../api/types.ts';
import { takeToken } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Waiting } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { passwordFault } from '../../password.ts';
import { sessionQuery } from '../../session.ts';
import confirm from '../confirm/confirm.module.css';

/** Where the mail about a forgotten password leads. */
export function NewPasswordPage() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  return token ? <Checking token={token} /> : <Dead lead={t('reset.choose.missing')} />;
}

function Checking({ token }: { token: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['password-reset', token],
    queryFn: () => lookAtReset(token),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    retry: false,
  });
  const { status, detail } = asProblem(query.error);
  if (query.isError && (status === 404 || status === 410)) return <Dead lead={detail ?? ''} />;
  if (query.data) return <Choose token={token} reset={query.data} />;
  return (
    <Page title={t('reset.choose.title')} width="text">
      {query.isError ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Waiting label={t('reset.choose.checking')} />
      )}
    </Page>
  );
}

/** A link that leads nowhere, and the way to another. */
function Dead({ lead }: { lead: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t('access.confirm.dead.title')} lead={lead} width="text">
      <ButtonLink to={paths.forgotten}>{t('reset.choose.again')}</ButtonLink>
    </Page>
  );
}

function Choose({ token, reset: { name, email, staff, invited } }: { token: string; reset: PasswordReset }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const changing = useChange(token, staff);
  const refused = asProblem(changing.error).fields.find(({ path }) => formPath(path) === 'password')?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!passwordFault(password, [name, email]) && !changing.isPending) changing.mutate(password);
    else document.getElementById('password')?.focus();
  };
  return (
    <Page
      title={t(invited ? 'reset.choose.first' : 'reset.choose.title')}
      lead={t(invited ? 'reset.choose.firstLead' : 'reset.choose.lead', { name })}
      width="text"
    >
      <Sheet>
        <form noValidate onSubmit={submit}>
          <Stack gap="lg">
            <TextInput label={t('access.confirm.account')} value={email} readOnly autoComplete="username" />
            <NewPassword
              value={password}
              onChange={setPassword}
              known={[name, email]}
              tried={tried}
              refused={refused}
            />
            {changing.isError && !refused && <ProblemNote error={changing.error} />}
            <Button type="submit" size="lg" loading={changing.isPending} className={confirm.submit}>
              {t(invited ? 'reset.choose.submitFirst' : 'reset.choose.submit')}
            </Button>
            <p className={confirm.why}>
              {t('access.confirm.why')} <ClauseMark id="6.safeguards" />
            </p>
          </Stack>
        </form>
      </Sheet>
    </Page>
  );
}

/** Changes the password. Whoever was signed in here is not any more: she signs in with the new one. */
function useChange(token: string, staff: boolean) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (password: string) => resetPassword(token, password),
    onSuccess: async () => {
      await navigate({ to: staff ? paths.operatorSignIn : paths.signIn });
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      void toast(t('reset.choose.done'));
    },
  });
}
