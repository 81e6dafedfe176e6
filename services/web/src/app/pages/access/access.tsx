import { useTranslation } from 'react-i18next';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session.ts';
import { ChangePassword } from './change-password.tsx';
import { OpenSessions } from './open-sessions.tsx';

/** What lets somebody in under her name, for herself alone: her open sessions and her password. */
export function AccessPage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Page title={t('myAccess.title')} lead={t('myAccess.lead')} beside={<ClauseMark id="6.safeguards" />}>
      <OpenSessions />
      {session && <ChangePassword session={session} />}
    </Page>
  );
}
