import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { colleagues, ownDraftAccesses } from '../../api/calls.ts';
import { dateTime } from '../../format.ts';
import { Sheet } from '../../parts/page.tsx';
import { useSession } from '../../session.ts';
import styles from './space.module.css';

/** When her drafts were in the manager's archive, by whom and why: whoever wrote them is told where she works. */
export function OpenedDrafts() {
  const { t } = useTranslation();
  const session = useSession();
  const query = useQuery({
    queryKey: ['draft-accesses', 'own', session?.clientId, session?.personId],
    queryFn: ownDraftAccesses,
  });
  const all = query.data ?? [];
  const names = useQuery({ queryKey: ['colleagues'], queryFn: colleagues, enabled: all.length > 0 });
  if (all.length === 0) return null;
  const nameOf = (personId: string) =>
    names.data?.find((one) => one.personId === personId)?.name ?? t('space.opened.manager');
  return (
    <div className={styles.opened}>
      <Sheet tone="accent">
        <h2>{t('space.opened.title')}</h2>
        {all.map(({ accessId, openedAt, openedBy, reason, until }) => (
          <p key={accessId}>
            {t('space.opened.line', {
              name: nameOf(openedBy),
              from: dateTime(openedAt),
              until: dateTime(until),
              reason,
            })}
          </p>
        ))}
      </Sheet>
    </div>
  );
}
