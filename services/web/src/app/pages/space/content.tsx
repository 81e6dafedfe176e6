import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { content } from '../../api/calls.ts';
import type { Content } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark, StateMark } from '../../parts/marks.tsx';
import { Page } from '../../parts/page.tsx';
import { cleanHtml } from './clean-html.ts';
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

function Reading({ content: { html, versions, updatedAt, kind } }: { content: Content }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.about}>
        <StateMark tone="muted">{t('space.readOnly')}</StateMark>
        <span>{t(`space.kinds.${kind}`)}</span>
        <span>{t('space.version', { version: versions.at(-1)?.number ?? 1 })}</span>
        <span>{t('space.updated', { date: longDate(updatedAt) })}</span>
      </p>
      {/* Cleaned markup, admitted by the page's Trusted Types. */}
      <article className={styles.reading} dangerouslySetInnerHTML={{ __html: cleanHtml(html) }} />
      <p className={styles.about}>
        {t('space.kept')} <ClauseMark id="5.subscription-term" />
      </p>
    </>
  );
}
