import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { type ApiProblem, asProblem } from '../../api/problem.ts';
import { takeToken } from '../../fragment.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Waiting } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { SupportLink } from '../../parts/support-link.tsx';
import { ChoosePassword } from './choose-password.tsx';
import { confirmationQuery, invitationQuery } from './confirmation.ts';

/** Where the confirmation mail leads. Opening the link twice is fine. */
export function ConfirmPage() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  if (!token) {
    return (
      <Page title={t('access.confirm.missing.title')} lead={t('access.confirm.missing.text')} width="text" />
    );
  }
  return <Confirming token={token} />;
}

function Confirming({ token }: { token: string }) {
  const { t } = useTranslation();
  const confirmation = useQuery(confirmationQuery(token));
  const ticket = confirmation.data?.ticket;
  const invitation = useQuery(invitationQuery(ticket));

  if (confirmation.isError) {
    const problem = asProblem(confirmation.error);
    if (isDead(problem)) return <DeadLink problem={problem} />;
    return <Failed error={confirmation.error} onRetry={() => void confirmation.refetch()} />;
  }
  if (!confirmation.data) return <Wait label={t('access.confirm.checking')} />;
  if (invitation.isError) {
    const problem = asProblem(invitation.error);
    if (isDead(problem) && problem.status !== 404) return <DeadLink problem={problem} />;
    return <Failed error={invitation.error} onRetry={() => void invitation.refetch()} slow />;
  }
  if (!invitation.data) return <Wait label={t('access.confirm.opening')} />;
  const { companyName } = confirmation.data;
  return (
    <ChoosePassword
      title={t('access.confirm.confirmed', { company: companyName })}
      ticket={confirmation.data.ticket}
      companyName={companyName}
      invitation={invitation.data}
      then={paths.account}
    />
  );
}

export function Wait({ label }: { label: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t('access.confirm.title')} lead={label} width="text">
      <Waiting label={label} />
    </Page>
  );
}

export function Failed({ error, onRetry, slow }: { error: unknown; onRetry: () => void; slow?: boolean }) {
  const { t } = useTranslation();
  const lead = slow ? t('access.confirm.slow') : undefined;
  return (
    <Page title={t('access.confirm.title')} lead={lead} width="text">
      <ProblemNote error={error} onRetry={onRetry} />
    </Page>
  );
}

/** A refusal of the link itself; too many tries or a service that is away may pass. */
export const isDead = ({ status }: ApiProblem) => status >= 400 && status < 500 && status !== 429;

/** What the service says of the link, and the door that is left. */
export function DeadLink({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation();
  const door = doors[problem.slug];
  return (
    <Page
      title={problem.message || t('access.confirm.dead.title')}
      lead={problem.detail ?? t('access.confirm.dead.text')}
      width="text"
    >
      <p>
        <Trans i18nKey="access.confirm.dead.help" components={{ support: <SupportLink /> }} />
      </p>
      {door && (
        <ButtonLink to={door.to} mt="lg">
          {t(door.label)}
        </ButtonLink>
      )}
    </Page>
  );
}

type Door =
  | { to: typeof paths.subscribe; label: 'shell.nav.subscribe' }
  | { to: typeof paths.signIn; label: 'shell.nav.signIn' };
const doors: Record<string, Door> = {
  'confirmation-expired': { to: paths.subscribe, label: 'shell.nav.subscribe' },
  'confirmation-used': { to: paths.signIn, label: 'shell.nav.signIn' },
  'invitation-used': { to: paths.signIn, label: 'shell.nav.signIn' },
};
