import { useQuery } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { incidents } from '../api/calls.ts';
import { TextLink } from '../parts/links.tsx';
import { useSession } from '../session.ts';
import styles from './shell.module.css';

/** How often an open page asks whether something happened, in ms. */
const ASK_MS = 60_000;

/** Tells an administrator, on whatever page she is, of an incident that nobody of her company has acknowledged (6.incident). */
export function IncidentBanner() {
  const { t } = useTranslation();
  const session = useSession();
  const clientId = session?.role === 'administrator' ? session.clientId : null;
  const { data } = useQuery({
    queryKey: ['incidents', clientId],
    queryFn: () => incidents(clientId ?? ''),
    enabled: Boolean(clientId),
    refetchInterval: ASK_MS,
  });
  const count = data?.filter(({ acknowledgedAt }) => !acknowledgedAt).length ?? 0;
  return (
    <div role="status">
      {count > 0 && (
        <p className={`${styles.banner} ${styles.incident}`}>
          <ShieldAlert size={18} aria-hidden="true" />
          <span>
            {t('incidents.banner', { count })} <TextLink to={paths.incidents}>{t('incidents.see')}</TextLink>
          </span>
        </p>
      )}
    </div>
  );
}
