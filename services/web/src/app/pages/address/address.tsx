import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { followRecordAddressLink, makeEmailChange, undoEmailChange } from '../../api/calls.ts';
import { takeFromFragment } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Where the two mails about a change of sign-in address lead. A click decides: a mail scanner follows links too. */
export const AddressPage = () => (
  <AddressLink
    of="users.address"
    follow={(link, token, password) =>
      link === 'make' ? makeEmailChange(token, password) : undoEmailChange(token)
    }
  />
);

/** The same for an address of the subscription, which nobody signs in with. */
export const RecordAddressPage = () => <AddressLink of="requests.address" follow={followRecordAddressLink} />;

interface AddressLinkProps {
  of: 'users.address' | 'requests.address';
  follow: (link: 'make' | 'undo', token: string, password: string) => Promise<unknown>;
}

function AddressLink({ of, follow }: AddressLinkProps) {
  const { t } = useTranslation();
  const [taken] = useState(() => takeFromFragment('make', 'undo'));
  if (!taken)
    return <Page title={t('access.confirm.missing.title')} lead={t('users.address.missing')} width="text" />;
  return <Decide of={of} follow={follow} link={taken.name} token={taken.secret} />;
}

function Decide({ of, follow, link, token }: AddressLinkProps & { link: 'make' | 'undo'; token: string }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const following = useMutation({ mutationFn: () => follow(link, token, password) });
  // A sign-in's new address takes the account's own password: who reads the mailbox is not enough.
  const isProved = of === 'users.address' && link === 'make';
  if (following.isSuccess) return <Done of={of} link={link} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isProved || password) following.mutate();
    else document.getElementById('password')?.focus();
  };
  return (
    <Page title={t(`${of}.title`)} lead={t(`${of}.${link}`)} width="text">
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          {following.isError && <ProblemNote error={following.error} />}
          {isProved && (
            <PasswordInput
              id="password"
              label={t('access.signIn.password')}
              description={t('users.address.why')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <div>
            <Button type="submit" size="lg" loading={following.isPending}>
              {t(link === 'make' ? 'users.address.makeButton' : 'users.address.undoButton')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  );
}

function Done({ of, link }: Pick<AddressLinkProps, 'of'> & { link: 'make' | 'undo' }) {
  const { t } = useTranslation();
  const isUndone = link === 'undo';
  return (
    <Page title={t(`${of}.title`)} lead={t(isUndone ? `${of}.undone` : `${of}.made`)} width="text">
      {of === 'users.address' && (
        <ButtonLink to={isUndone ? paths.forgotten : paths.signIn} mt="lg">
          {t(isUndone ? 'reset.choose.title' : 'shell.nav.signIn')}
        </ButtonLink>
      )}
    </Page>
  );
}
