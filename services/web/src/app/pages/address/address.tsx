import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { followAddressLink, followRecordAddressLink } from '../../api/calls.ts';
import { takeFromFragment } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Where the two mails about a change of sign-in address lead. A click decides: a mail scanner follows links too. */
export const AddressPage = () => <AddressLink of="users.address" follow={followAddressLink} />;

/** The same for an address of the subscription, which nobody signs in with. */
export const RecordAddressPage = () => <AddressLink of="requests.address" follow={followRecordAddressLink} />;

interface AddressLinkProps {
  of: 'users.address' | 'requests.address';
  follow: (link: 'make' | 'undo', token: string) => Promise<unknown>;
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
  const following = useMutation({ mutationFn: () => follow(link, token) });
  if (following.isSuccess) {
    return (
      <Page title={t(`${of}.title`)} lead={t(link === 'make' ? `${of}.made` : `${of}.undone`)} width="text">
        {of === 'users.address' && (
          <ButtonLink to={paths.signIn} mt="lg">
            {t('shell.nav.signIn')}
          </ButtonLink>
        )}
      </Page>
    );
  }
  return (
    <Page title={t(`${of}.title`)} lead={t(`${of}.${link}`)} width="text">
      {following.isError && <ProblemNote error={following.error} />}
      <Button size="lg" mt="lg" loading={following.isPending} onClick={() => following.mutate()}>
        {t(link === 'make' ? 'users.address.makeButton' : 'users.address.undoButton')}
      </Button>
    </Page>
  );
}
