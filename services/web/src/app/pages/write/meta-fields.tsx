import { type KeyboardEvent, useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import styles from './write.module.css';

/** Title and summary, which live in the document like its body. */
export function MetaFields({ doc }: { doc: Y.Doc }) {
  const { t } = useTranslation();
  const [title, setTitle] = useMeta(doc, 'title');
  const [summary, setSummary] = useMeta(doc, 'summary');
  return (
    <div className={styles.meta}>
      <textarea
        rows={1}
        onKeyDown={oneLine}
        className={styles.title}
        aria-label={t('write.titleLabel')}
        placeholder={t('write.titleLabel')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(flat(event.currentTarget.value))}
      />
      <textarea
        rows={1}
        onKeyDown={oneLine}
        className={styles.summary}
        aria-label={t('write.summaryLabel')}
        placeholder={t('write.summaryLabel')}
        maxLength={500}
        value={summary}
        onChange={(event) => setSummary(flat(event.currentTarget.value))}
      />
    </div>
  );
}

const flat = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ');

/** A line that may be long: Enter makes no second one. */
const oneLine = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault();
};

function useMeta(doc: Y.Doc, name: 'title' | 'summary'): [string, (value: string) => void] {
  const meta = doc.getMap<string>('meta');
  const subscribe = useCallback(
    (listener: () => void) => {
      meta.observe(listener);
      return () => meta.unobserve(listener);
    },
    [meta],
  );
  const value = useSyncExternalStore(subscribe, () => meta.get(name) ?? '');
  return [value, (next) => void meta.set(name, next)];
}
