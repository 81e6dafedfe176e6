import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { users } from '../../api/calls.ts';
import type { SpaceUser } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark, StateMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { companyOf, useSession } from '../../session.ts';
import { CorrectUser } from './correct-user.tsx';
import { CorrectionsSection } from './corrections.tsx';
import { DeclareUser } from './declare-user.tsx';
import { RemoveUser } from './remove-user.tsx';
import { UserActions } from './user-actions.tsx';
import styles from './users.module.css';

/** The people of the space, for its administrator: declared, corrected, removed (2.administrator, 4.users). */
export function UsersPage() {
  const { t } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const query = useQuery({ queryKey: ['users', session?.clientId], queryFn: users });
  return (
    <Page title={t('users.title')} lead={t('users.lead', { company })} beside={<DeclareUser />}>
      <p className={styles.clauses}>
        <ClauseMark id="2.administrator" /> <ClauseMark id="4.users" />
      </p>
      <Loaded query={query} lines={4}>
        {(all) => <UserList all={all} me={session?.personId ?? ''} />}
      </Loaded>
      <CorrectionsSection />
    </Page>
  );
}

type Chosen = { user: SpaceUser; to: 'correct' | 'remove' } | null;

function UserList({ all, me }: { all: SpaceUser[]; me: string }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<Chosen>(null);
  const close = () => choose(null);
  return (
    <>
      {all.length === 1 && <p className={styles.alone}>{t('users.alone')}</p>}
      <DataTable<SpaceUser>
        label={t('users.title')}
        rows={all}
        keyOf={(user) => user.personId}
        columns={[
          { title: t('users.name'), cell: (user) => <Name user={user} me={me} /> },
          { title: t('users.email'), cell: (user) => <Address user={user} /> },
          { title: t('users.role'), cell: (user) => <RoleOf user={user} /> },
          { title: t('users.state'), cell: (user) => <Access user={user} /> },
          {
            title: '',
            align: 'right',
            cell: (user) => (
              <UserActions
                user={user}
                onCorrect={() => choose({ user, to: 'correct' })}
                onRemove={() => choose({ user, to: 'remove' })}
              />
            ),
          },
        ]}
      />
      {chosen?.to === 'correct' && <CorrectUser user={chosen.user} onClose={close} />}
      {chosen?.to === 'remove' && <RemoveUser user={chosen.user} onClose={close} />}
    </>
  );
}

function Name({ user, me }: { user: SpaceUser; me: string }) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{user.name}</strong>
      {user.personId === me && <span className={styles.quiet}> ({t('users.you')})</span>}
    </>
  );
}

function Address({ user }: { user: SpaceUser }) {
  const { t } = useTranslation();
  return (
    <>
      {user.email}
      {user.newEmail && (
        <span className={styles.quiet}>
          <br />
          {t('users.moving', { email: user.newEmail })}
        </span>
      )}
    </>
  );
}

function RoleOf({ user }: { user: SpaceUser }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`shell.roles.${user.role}`)}
      {user.manager && <span className={styles.quiet}> · {t('shell.roles.manager')}</span>}
    </>
  );
}

function Access({ user }: { user: SpaceUser }) {
  const { t } = useTranslation();
  if (user.state === 'active') return <StateMark tone="kept">{t('users.active')}</StateMark>;
  if (!user.invitedUntil) return <StateMark tone="open">{t('users.expired')}</StateMark>;
  return (
    <>
      <StateMark tone="accent">{t('users.invited')}</StateMark>
      <span className={styles.until}>{t('users.goodUntil', { date: longDate(user.invitedUntil) })}</span>
    </>
  );
}
