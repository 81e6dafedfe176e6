import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { changePassword } from '../../api/calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { PasswordChange, Session } from '../../api/types.ts';
import { TextLink } from '../../parts/links.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { Section, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { passwordFault } from '../../password.ts';
import styles from './access.module.css';
import { sessionsKey } from './sessions-query.ts';

const nothing: PasswordChange = { currentPassword: '', password: '' };

/** The present password and the one that follows it; what is wrong is said at its field. */
export function ChangePassword({ session: { name, email, staff } }: { session: Session }) {
  const { t } = useTranslation();
  const form = useChange([name, email]);
  const { typed, tried } = form;
  return (
    <Section id="change-password" title={t('myAccess.password.title')}>
      <p className={styles.text}>{t('myAccess.password.text')}</p>
      <Sheet>
        <form noValidate onSubmit={form.submit}>
          <Stack gap="lg">
            <TextInput label={t('access.confirm.account')} value={email} readOnly autoComplete="username" />
            <PasswordInput
              id="current-password"
              autoComplete="current-password"
              label={t('myAccess.password.current')}
              value={typed.currentPassword}
              error={
                tried && !typed.currentPassword
                  ? t('subscribe.errors.required')
                  : form.refusedOf('currentPassword')
              }
              onChange={(event) => form.type({ ...typed, currentPassword: event.currentTarget.value })}
              visibilityToggleButtonProps={{ 'aria-label': t('access.confirm.show'), tabIndex: 0 }}
            />
            <NewPassword
              label={t('myAccess.password.next')}
              value={typed.password}
              onChange={(password) => form.type({ ...typed, password })}
              known={[name, email]}
              tried={tried}
              refused={form.refusedOf('password')}
            />
            {form.problem && <ProblemNote error={form.problem} />}
            <div>
              <Button type="submit" loading={form.isPending}>
                {t('myAccess.password.submit')}
              </Button>
            </div>
            <p>
              <TextLink to={staff ? paths.operatorForgotten : paths.forgotten}>
                {t('myAccess.password.forgotten')}
              </TextLink>
            </p>
          </Stack>
        </form>
      </Sheet>
    </Section>
  );
}

/** What is typed and what came of it. The same words sent again, after a lost answer, are one change: one key. */
function useChange(known: string[]) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [typed, setTyped] = useState(nothing);
  const [tried, setTried] = useState(false);
  const changing = useMutation({
    mutationFn: (change: PasswordChange) => changePassword(change, key.current),
    onSuccess: async () => {
      type(nothing);
      setTried(false);
      void toast(t('myAccess.password.done'));
      await queries.invalidateQueries({ queryKey: sessionsKey });
    },
    onError: (error) => {
      const [field] = asProblem(error).fields;
      if (field) focusOn(formPath(field.path) === 'password' ? 'password' : 'current-password');
    },
  });
  const type = (next: PasswordChange) => {
    key.current = crypto.randomUUID();
    changing.reset();
    setTyped(next);
  };
  const refusedOf = (field: keyof PasswordChange) =>
    asProblem(changing.error).fields.find(({ path }) => formPath(path) === field)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (changing.isPending) return;
    if (!typed.currentPassword) focusOn('current-password');
    else if (passwordFault(typed.password, known)) focusOn('password');
    else changing.mutate(typed);
  };
  const isServed = asProblem(changing.error).fields.length > 0;
  return {
    ...{ typed, tried, type, refusedOf, submit },
    isPending: changing.isPending,
    problem: isServed ? null : changing.error,
  };
}

const focusOn = (id: string) => document.getElementById(id)?.focus();
