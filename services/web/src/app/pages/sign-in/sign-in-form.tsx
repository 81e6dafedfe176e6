import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './sign-in.module.css';

interface Credentials {
  email: string;
  password: string;
}

/** E-mail and password; an empty field is named before anything is sent. */
export function SignInForm({ mutation }: { mutation: UseMutationResult<unknown, Error, Credentials> }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Credentials>({ email: '', password: '' });
  const [tried, setTried] = useState(false);
  const missing = (name: keyof Credentials) =>
    tried && !typed[name] ? t('subscribe.errors.required') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (typed.email && typed.password && !mutation.isPending) mutation.mutate(typed);
    else document.getElementById(typed.email ? 'password' : 'email')?.focus();
  };
  return (
    <Sheet>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          {mutation.isError && <ProblemNote error={mutation.error} />}
          <TextInput
            id="email"
            type="email"
            inputMode="email"
            autoComplete="username"
            label={t('access.signIn.email')}
            value={typed.email}
            error={missing('email')}
            onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          />
          <PasswordInput
            id="password"
            autoComplete="current-password"
            label={t('access.signIn.password')}
            value={typed.password}
            error={missing('password')}
            onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
            visibilityToggleButtonProps={{ 'aria-label': t('access.confirm.show'), tabIndex: 0 }}
          />
          <Button type="submit" size="lg" loading={mutation.isPending} className={styles.submit}>
            {t('access.signIn.submit')}
          </Button>
        </Stack>
      </form>
    </Sheet>
  );
}
