import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PenLine, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { content, exportOf } from '../../api/calls.ts';
import type { Content } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { ButtonLink, TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark, StateMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSession } from '../../session.ts';
import { cleanHtml } from './clean-html.ts';
import { EndingNotice, useEnding } from './ending.tsx';
import { mayCreate, useBegin } from './new-content.tsx';
import { PublicationSection } from './publication.tsx';
import { ShareContent } from './share-content.tsx';
import styles from './space.module.css';

const route = getRouteApi(paths.content);

/** One content, to be read. */
export function ContentPage() {
  const { t } = useTranslation();
  const { contentId } = route.useParams();
  const query = useQuery({ queryKey: ['content', contentId], queryFn: () => content(contentId) });
  return (
    <Page title={query.data?.title ?? t('space.title')} lead={query.data?.summary} width="text">
      <Loaded query={query} lines={12}>
        {(data) => <Reading content={data} />}
      </Loaded>
      <p className={styles.back}>
        <TextLink to={paths.space}>{t('space.back')}</TextLink>
      </p>
    </Page>
  );
}

function Reading({ content: shown }: { content: Content }) {
  const { t } = useTranslation();
  const { html, versions, updatedAt, kind, right } = shown;
  const ended = useEnding();
  return (
    <>
      <p className={styles.about}>
        {right === 'read' && <StateMark tone="muted">{t('space.readOnly')}</StateMark>}
        <span>{t(`space.kinds.${kind}`)}</span>
        {versions[0] && <span>{t('space.version', { version: versions[0].number })}</span>}
        <span>{t('space.updated', { date: longDate(updatedAt) })}</span>
      </p>
      <EndingNotice />
      {!ended && <Doing content={shown} />}
      {/* Cleaned markup, admitted by the page's Trusted Types. */}
      <article className={styles.reading} dangerouslySetInnerHTML={{ __html: cleanHtml(html) }} />
      <p className={styles.about}>
        {t('space.kept')} <ClauseMark id="5.subscription-term" />
      </p>
      {kind === 'page' && !ended && (
        <PublicationSection contentId={shown.contentId} version={versions[0]?.number ?? 0} />
      )}
      {right !== 'read' && <Exports contentId={shown.contentId} />}
    </>
  );
}

/** The content as a file of one's own. */
function Exports({ contentId }: { contentId: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.about}>
      {t('space.exports.title')}
      {(['html', 'markdown', 'json'] as const).map((form) => (
        <Anchor key={form} href={exportOf(contentId, form)} download underline="always" fz="sm">
          {t(`space.exports.${form}`)}
        </Anchor>
      ))}
    </p>
  );
}

/** Go on writing it, share it, or begin one's own from it. */
function Doing({ content: { contentId, title, kind, right } }: { content: Content }) {
  const { t } = useTranslation();
  const session = useSession();
  const beginning = useBegin();
  const [sharing, share] = useState(false);
  const copies = session && mayCreate(session) && kind !== 'page';
  return (
    <>
      <p className={styles.doing}>
        {right !== 'read' && (
          <ButtonLink
            to={paths.write}
            params={{ contentId }}
            variant={copies ? 'default' : 'filled'}
            leftSection={<PenLine size={18} />}
          >
            {t('space.actions.edit')}
          </ButtonLink>
        )}
        {right === 'own' && kind === 'page' && (
          <Button variant="default" leftSection={<Users size={18} />} onClick={() => share(true)}>
            {t('space.actions.share')}
          </Button>
        )}
        {copies && (
          <Button loading={beginning.isPending} onClick={() => beginning.mutate({ title, from: contentId })}>
            {t('space.create.fromThis')}
          </Button>
        )}
      </p>
      {sharing && <ShareContent content={{ contentId, title }} onClose={() => share(false)} />}
      {beginning.isError && <ProblemNote error={beginning.error} />}
    </>
  );
}
