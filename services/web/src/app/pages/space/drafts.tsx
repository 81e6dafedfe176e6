import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import type { ContentSummary } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { ContentActions } from './content-actions.tsx';
import { DeleteContent } from './delete-content.tsx';
import { ShareContent } from './share-content.tsx';
import styles from './space.module.css';

/** Contents that people write, a line each: where to go on writing, and what can be done about them. */
export function Drafts({ contents }: { contents: ContentSummary[] }) {
  const [chosen, choose] = useState<{ content: ContentSummary; to: 'share' | 'delete' } | null>(null);
  const close = () => choose(null);
  return (
    <>
      <ul className={styles.drafts}>
        {contents.map((content) => (
          <Draft key={content.contentId} content={content} onChoose={(to) => choose({ content, to })} />
        ))}
      </ul>
      {chosen?.to === 'share' && <ShareContent content={chosen.content} onClose={close} />}
      {chosen?.to === 'delete' && <DeleteContent content={chosen.content} onClose={close} />}
    </>
  );
}

function Draft({
  content,
  onChoose,
}: {
  content: ContentSummary;
  onChoose: (to: 'share' | 'delete') => void;
}) {
  const { t } = useTranslation();
  const { contentId, title, summary, updatedAt, right } = content;
  const standing = () => {
    if (content.published) return t('space.isPublished');
    if (right !== 'own') return t('space.sharedBy');
    if (content.openToSpace) return t('space.sharedWithAll');
    return content.sharedWith > 0
      ? t('space.sharedWithSome', { count: content.sharedWith })
      : t('space.draft');
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
      <ContentActions
        content={content}
        onShare={() => onChoose('share')}
        onDelete={() => onChoose('delete')}
      />
    </li>
  );
}
