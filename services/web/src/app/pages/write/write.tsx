import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { content } from '../../api/calls.ts';
import { TextLink } from '../../parts/links.tsx';
import { Loaded, Waiting } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSession } from '../../session.ts';
import { useEnding } from '../space/ending.tsx';
import { BodyEditor } from './body-editor.tsx';
import { LiveDocument } from './live-document.ts';
import { MetaFields } from './meta-fields.tsx';
import { SavedState } from './saved-state.tsx';
import { VersionsButton } from './versions.tsx';
import styles from './write.module.css';

const route = getRouteApi(paths.write);

/** Where a content is written. Everything is saved as it is typed (4.contents). */
export function WritePage() {
  const { t } = useTranslation();
  const { contentId } = route.useParams();
  const session = useSession();
  const ended = useEnding();
  const query = useQuery({ queryKey: ['content', contentId], queryFn: () => content(contentId) });
  return (
    <Page
      title={t('write.title')}
      width="text"
      beside={<TextLink to={paths.space}>{t('space.back')}</TextLink>}
    >
      <Loaded query={query} lines={12}>
        {({ right }) =>
          right === 'read' || ended || !session?.personId ? (
            <p>
              {t('write.readOnly')}{' '}
              <TextLink to={paths.content} params={{ contentId }}>
                {t('write.read')}
              </TextLink>
            </p>
          ) : (
            <Desk key={contentId} contentId={contentId} personId={session.personId} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Desk({ contentId, personId }: { contentId: string; personId: string }) {
  const { t } = useTranslation();
  const live = useMemo(() => new LiveDocument(personId, contentId), [personId, contentId]);
  const queries = useQueryClient();
  useEffect(
    () =>
      live.open(() => {
        // What other pages know of it is from before it was written.
        void queries.invalidateQueries({ queryKey: ['content', contentId] });
        void queries.invalidateQueries({ queryKey: ['contents'] });
      }),
    [live, queries, contentId],
  );
  const standing = useSyncExternalStore(live.subscribe, () => live.standing);
  if (standing.is === 'opening') return <Waiting lines={12} />;
  const isGone = standing.is === 'refused' && standing.problem.status === 404;
  return (
    <>
      <div className={styles.bar}>
        <SavedState standing={standing} />
        <span className={styles.links}>
          <TextLink to={paths.content} params={{ contentId }}>
            {t('write.next')}
          </TextLink>
          <VersionsButton contentId={contentId} />
        </span>
      </div>
      {standing.is === 'refused' && <ProblemNote error={standing.problem} />}
      <MetaFields doc={live.doc} />
      <BodyEditor doc={live.doc} contentId={contentId} editable={!isGone} />
    </>
  );
}
