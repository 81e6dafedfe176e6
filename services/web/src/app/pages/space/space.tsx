import { NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contents } from '../../api/calls.ts';
import type { ContentSummary } from '../../api/types.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { companyOf, useSession } from '../../session.ts';
import { Drafts } from './drafts.tsx';
import { EndingNotice, useEnding } from './ending.tsx';
import { mayCreate, NewContentButton } from './new-content.tsx';
import { OpenedDrafts } from './opened-drafts.tsx';
import { Shelf } from './shelf.tsx';
import styles from './space.module.css';

/** While a new space is still empty it is asked about again, in ms. */
const askAgain = 2000;
type Sort = 'changed' | 'title';

/** Where the client's people work: their own contents, what is shared with them, what the space holds for all. */
export function SpacePage() {
  const { t } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const ended = Boolean(useEnding());
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<Sort>('changed');
  const q = useDeferredValue(words.trim());
  const query = useQuery({
    queryKey: ['contents', session?.clientId, session?.personId, q, sort],
    queryFn: () => contents({ ...(q && { q }), sort }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.length === 0 && q === '' ? askAgain : false),
  });
  const templates = (query.data ?? []).filter(({ kind }) => kind === 'template');
  return (
    <Page
      title={t('space.title')}
      lead={t('space.lead', { company })}
      beside={
        session && mayCreate(session) && !ended ? <NewContentButton templates={templates} /> : undefined
      }
    >
      <p className={styles.about}>
        <ClauseMark id="3.ownership" /> <ClauseMark id="4.contents" />
      </p>
      <EndingNotice />
      <OpenedDrafts />
      <div className={styles.tools} role="search">
        <TextInput
          type="search"
          label={t('space.search')}
          leftSection={<Search size={18} aria-hidden="true" />}
          maxLength={100}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('space.sort')}
          value={sort}
          data={[
            { value: 'changed', label: t('space.sorts.changed') },
            { value: 'title', label: t('space.sorts.title') },
          ]}
          onChange={(event) => setSort(event.currentTarget.value as Sort)}
        />
      </div>
      <Loaded query={query} lines={8}>
        {(all) => <Shelves all={all} words={q} writes={session ? mayCreate(session) : false} />}
      </Loaded>
    </Page>
  );
}

function Shelves({ all, words, writes }: { all: ContentSummary[]; words: string; writes: boolean }) {
  const { t } = useTranslation();
  const of = (scope: ContentSummary['scope']) => all.filter((content) => content.scope === scope);
  const [mine, shared, space] = [of('mine'), of('shared'), of('space')];
  if (all.length === 0 && words) return <p role="status">{t('space.nothingFound', { words })}</p>;
  if (all.length === 0) return <Empty title={t('space.empty.title')}>{t('space.empty.text')}</Empty>;
  return (
    <>
      {(mine.length > 0 || (writes && words === '')) && (
        <Section id="mine" title={t('space.mine')}>
          {mine.length === 0 ? (
            <Empty title={t('space.noneYet.title')}>{t('space.noneYet.text')}</Empty>
          ) : (
            <Drafts contents={mine} />
          )}
        </Section>
      )}
      {shared.length > 0 && (
        <Section id="shared" title={t('space.shared')}>
          <Drafts contents={shared} />
        </Section>
      )}
      {(['course', 'template'] as const).map((kind) => {
        const onShelf = space.filter((content) => content.kind === kind);
        const title = t(kind === 'course' ? 'space.samples' : 'space.templates');
        return onShelf.length === 0 ? null : (
          <Section key={kind} id={kind} title={title}>
            <Shelf contents={onShelf} />
          </Section>
        );
      })}
    </>
  );
}
