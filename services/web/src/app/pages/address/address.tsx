import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { followAddressLink } from '../../api/calls.ts';
import { takeFromFragment } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Where the two mails about a change of sign-in address lead. A click decides: a mail scanner follows links too. */
export function AddressPage() {
  const { t } = useTranslation();
  const [taken] = useState(() => takeFromFragment('make', 'undo'));
  if (!taken)
    return <Page title={t('access.confirm.missing.title')} lead={t('users.address.missing')} width="text" />;
  return <Decide link={taken.name} token={taken.secret} />;
}

function Decide({ link, token }: { link: 'make' | 'undo'; token: string }) {
  const { t } = useTranslation();
  const following = useMutation({ mutationFn: () => followAddressLink(link, token) });
  if (following.isSuccess) {
    return (
      <Page
        title={t('users.address.title')}
        lead={t(link === 'make' ? 'users.address.made' : 'users.address.undone')}
        width="text"
      >
        <ButtonLink to={paths.signIn} mt="lg">
          {t('shell.nav.signIn')}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t('users.address.title')} lead={t(`users.address.${link}`)} width="text">
      {following.isError && <ProblemNote error={following.error} />}
      <Button size="lg" mt="lg" loading={following.isPending} onClick={() => following.mutate()}>
        {t(link === 'make' ? 'users.address.makeButton' : 'users.address.undoButton')}
      </Button>
    </Page>
  );
}
