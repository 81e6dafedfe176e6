import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { users } from '../../api/calls.ts';
import type { SpaceUser } from '../../api/types.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { companyOf, useSession } from '../../session.ts';
import styles from './space.module.css';

/** The people of the space, for its administrator (4.users). */
export function UsersPage() {
  const { t } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const query = useQuery({ queryKey: ['users', session?.clientId], queryFn: users });
  const name = (user: SpaceUser) => (
    <>
      <strong>{user.name}</strong>
      {user.state === 'invited' && <span className={styles.you}> · {t('space.users.invited')}</span>}
      {user.personId === session?.personId && <span className={styles.you}> ({t('space.users.you')})</span>}
    </>
  );
  const role = (user: SpaceUser) => (
    <>
      {t(`shell.roles.${user.role}`)}
      {user.manager && <span className={styles.you}> · {t('shell.roles.manager')}</span>}
    </>
  );
  return (
    <Page
      title={t('space.users.title')}
      lead={t('space.users.lead', { company })}
      beside={<ClauseMark id="4.users" />}
    >
      <Loaded query={query} lines={4}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('space.users.empty')} />
          ) : (
            <DataTable<SpaceUser>
              label={t('space.users.title')}
              rows={all}
              keyOf={(user) => user.personId}
              columns={[
                { title: t('space.users.name'), cell: name },
                { title: t('space.users.email'), cell: (user) => user.email },
                { title: t('space.users.role'), cell: role },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
