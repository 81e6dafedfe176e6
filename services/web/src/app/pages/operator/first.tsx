import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { firstOperator, firstOperatorDoor } from '../../api/operator-calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import { takeToken } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { passwordFault } from '../../password.ts';
import styles from '../sign-in/sign-in.module.css';
import { useEnter } from '../sign-in/use-enter.ts';

const nobody = { name: '', email: '', password: '' };

/** Makes the first operator's account, from the link that the start-up shows once. */
export function FirstOperatorPage() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  const door = useQuery({ queryKey: ['first-operator'], queryFn: firstOperatorDoor });
  const state = !token ? 'missing' : door.data?.open === false ? 'used' : 'lead';
  return (
    <Page title={t('operator.first.title')} lead={t(`operator.first.${state}`)} width="text">
      {token && state === 'lead' ? (
        <FirstForm token={token} />
      ) : (
        <ButtonLink to={paths.operatorSignIn}>{t('access.signIn.submit')}</ButtonLink>
      )}
    </Page>
  );
}

function FirstForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const [typed, setTyped] = useState(nobody);
  const [tried, setTried] = useState(false);
  const creating = useMutation({
    mutationFn: () => firstOperator({ token, ...typed }),
    onSuccess: () => enter(paths.operator),
  });
  const refused = (name: string) =>
    asProblem(creating.error).fields.find(({ path }) => formPath(path) === name)?.message;
  const missing = (name: 'name' | 'email') =>
    tried && !typed[name] ? t('subscribe.errors.required') : creating.isError ? refused(name) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const complete = typed.name && typed.email && !passwordFault(typed.password, [typed.name, typed.email]);
    if (complete && !creating.isPending) creating.mutate();
  };
  return (
    <Sheet>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label={t('operator.first.name')}
            autoComplete="name"
            value={typed.name}
            error={missing('name')}
            onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('access.signIn.email')}
            autoComplete="username"
            value={typed.email}
            error={missing('email')}
            onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          />
          <NewPassword
            value={typed.password}
            onChange={(password) => setTyped({ ...typed, password })}
            known={[typed.name, typed.email]}
            tried={tried}
            refused={creating.isError ? refused('password') : undefined}
          />
          {creating.isError && <ProblemNote error={creating.error} />}
          <Button type="submit" size="lg" loading={creating.isPending} className={styles.submit}>
            {t('operator.first.submit')}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
