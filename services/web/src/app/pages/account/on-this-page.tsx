import { useTranslation } from 'react-i18next';
import styles from './account.module.css';

/** The sections of the account page, by the ids of their headings. */
const sections = [
  ['given', 'account.given.title'],
  ['charter', 'charterChange.title'],
  ['requests', 'requests.title'],
  ['collected', 'account.collected.title'],
  ['hand-over', 'account.handOver.title'],
  ['take-away', 'account.takeAway.title'],
  ['notices', 'account.notices.title'],
  ['proof', 'account.proof.title'],
  ['end', 'account.end.title'],
] as const;

/** What the page holds, to jump to: it is long, and its end is where a subscription is ended. */
export function OnThisPage({ over }: { over: boolean }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('account.onThisPage')} className={styles.onThisPage}>
      <ul>
        {sections
          .filter(([id]) => !(over && id === 'end'))
          .map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{t(title)}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
