import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { contents } from '../../api/calls.ts';
import type { ContentSummary } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { companyOf, useSession } from '../../session.ts';
import styles from './space.module.css';

/** While a new space is still empty it is asked about again, in ms. */
const askAgain = 2000;
const shelves = [
  { kind: 'course', title: 'space.samples' },
  { kind: 'template', title: 'space.templates' },
] as const;

/** Where the client's people work: the contents of their space. */
export function SpacePage() {
  const { t } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const query = useQuery({
    queryKey: ['contents', session?.clientId],
    queryFn: contents,
    refetchInterval: ({ state }) => (state.data?.length === 0 ? askAgain : false),
  });
  return (
    <Page
      title={t('space.title')}
      lead={t('space.lead', { company })}
      beside={<ClauseMark id="3.ownership" />}
    >
      <Loaded query={query} lines={8}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('space.empty.title')}>{t('space.empty.text')}</Empty>
          ) : (
            shelves.map(({ kind, title }) => {
              const onShelf = all.filter((content) => content.kind === kind);
              return onShelf.length === 0 ? null : (
                <Section key={kind} id={kind} title={t(title)}>
                  <Shelf contents={onShelf} />
                </Section>
              );
            })
          )
        }
      </Loaded>
    </Page>
  );
}

function Shelf({ contents: onShelf }: { contents: ContentSummary[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.shelf}>
      {onShelf.map(({ contentId, title, summary, kind, updatedAt }) => (
        <li key={contentId} className={styles.book} data-kind={kind}>
          <h3>
            <Link to={paths.content} params={{ contentId }}>
              {title}
            </Link>
          </h3>
          <p className={styles.summary}>{summary}</p>
          <p>{t('space.updated', { date: longDate(updatedAt) })}</p>
        </li>
      ))}
    </ul>
  );
}
