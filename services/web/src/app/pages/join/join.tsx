import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { asProblem } from '../../api/problem.ts';
import { takeFromFragment } from '../../fragment.ts';
import { Page } from '../../parts/page.tsx';
import { ChoosePassword } from '../confirm/choose-password.tsx';
import { DeadLink, Failed, isDead, Wait } from '../confirm/confirm.tsx';
import { userInvitationQuery } from '../confirm/confirmation.ts';

/** Where the invitation mail of a user leads. */
export function JoinPage() {
  const { t } = useTranslation();
  const [taken] = useState(() => takeFromFragment('ticket'));
  if (!taken) {
    return <Page title={t('access.confirm.missing.title')} lead={t('users.join.missing')} width="text" />;
  }
  return <Joining ticket={taken.secret} />;
}

function Joining({ ticket }: { ticket: string }) {
  const { t } = useTranslation();
  const invitation = useQuery(userInvitationQuery(ticket));
  if (invitation.isError) {
    const problem = asProblem(invitation.error);
    if (isDead(problem)) return <DeadLink problem={problem} />;
    return <Failed error={invitation.error} onRetry={() => void invitation.refetch()} />;
  }
  if (!invitation.data) return <Wait label={t('users.join.checking')} />;
  if (!invitation.data.found)
    return <Page title={t('access.confirm.dead.title')} lead={t('users.join.unknown')} width="text" />;
  const companyName = invitation.data.companyName ?? '';
  return (
    <ChoosePassword
      title={t('users.join.title', { company: companyName })}
      ticket={ticket}
      companyName={companyName}
      invitation={invitation.data}
      then={paths.space}
    />
  );
}
