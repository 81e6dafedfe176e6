import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import type { ContentSummary } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { ContentActions } from './content-actions.tsx';
import { DeleteContent } from './delete-content.tsx';
import styles from './space.module.css';

/** Contents that people write, a line each: where to go on writing, and what can be done about them. */
export function Drafts({ contents }: { contents: ContentSummary[] }) {
  const [leaving, setLeaving] = useState<ContentSummary | null>(null);
  return (
    <>
      <ul className={styles.drafts}>
        {contents.map((content) => (
          <Draft key={content.contentId} content={content} onDelete={() => setLeaving(content)} />
        ))}
      </ul>
      {leaving && <DeleteContent content={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Draft({ content, onDelete }: { content: ContentSummary; onDelete: () => void }) {
  const { t } = useTranslation();
  const { contentId, title, summary, updatedAt, right } = content;
  const standing = () => {
    if (right !== 'own') return t('space.sharedBy');
    return content.openToSpace ? t('space.sharedWithAll') : t('space.draft');
  };
  return (
    <li className={styles.draft}>
      <div>
        <h3>
          <Link to={right === 'read' ? paths.content : paths.write} params={{ contentId }}>
            {title || t('space.untitled')}
          </Link>
        </h3>
        {summary && <p className={styles.quiet}>{summary}</p>}
        <p className={styles.quiet}>
          {standing()} · {t('space.updated', { date: longDate(updatedAt) })}
        </p>
      </div>
      <ContentActions content={content} onDelete={onDelete} />
    </li>
  );
}
