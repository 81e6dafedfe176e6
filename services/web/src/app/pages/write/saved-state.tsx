import { useTranslation } from 'react-i18next';
import { clockTime } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import type { Standing } from './live-document.ts';
import styles from './write.module.css';

/** Whether what was written is safe: in words, and read out when it changes for the worse or the better. */
export function SavedState({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const words = () => {
    if (standing.is === 'saved')
      return standing.at ? t('write.savedAt', { time: clockTime(standing.at) }) : t('write.saved');
    return standing.is === 'opening' ? '' : t(`write.${standing.is}`);
  };
  const tones = {
    opening: 'muted',
    saved: 'kept',
    saving: 'muted',
    offline: 'open',
    refused: 'bad',
  } as const;
  return (
    <span className={styles.saved} role="status">
      <StateMark tone={tones[standing.is]}>{words()}</StateMark>
    </span>
  );
}
