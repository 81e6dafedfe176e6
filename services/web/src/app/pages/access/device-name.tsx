import { CircleHelp, Monitor, Smartphone, Tablet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OwnSession } from '../../api/types.ts';
import { StateMark } from '../../parts/marks.tsx';
import styles from './access.module.css';
import { deviceOf } from './device.ts';

const icons = { desktop: Monitor, mobile: Smartphone, tablet: Tablet, unknown: CircleHelp };

/** A session's device in words: browser and system, or what can be told of them. */
export function useDeviceName(): (session: OwnSession) => string {
  const { t } = useTranslation();
  return ({ from }) => {
    const { browser, system } = deviceOf(from?.userAgent);
    if (browser && system) return t('myAccess.sessions.deviceOn', { browser, system });
    return browser || system || t('myAccess.sessions.deviceUnknown');
  };
}

/** The device, which session is this one, and the company where her sessions are for several. */
export function DeviceName({ session, inSeveral }: { session: OwnSession; inSeveral: boolean }) {
  const { t } = useTranslation();
  const name = useDeviceName()(session);
  const Icon = icons[deviceOf(session.from?.userAgent).kind];
  return (
    <div className={styles.device}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <div className={styles.name}>
          <strong>{name}</strong>
          {session.present && <StateMark tone="kept">{t('myAccess.sessions.present')}</StateMark>}
        </div>
        {inSeveral && session.companyName && <span className={styles.quiet}>{session.companyName}</span>}
      </div>
    </div>
  );
}
