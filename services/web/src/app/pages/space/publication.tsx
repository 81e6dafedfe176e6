import { Anchor, Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { publication, publish, withdraw } from '../../api/calls.ts';
import type { Publication } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { SiteForm } from './site-form.tsx';
import styles from './space.module.css';

/** Where everybody can read a content, and its owner's way to publish it and to take it back (3.ownership). */
export function PublicationSection({ contentId, version }: { contentId: string; version: number }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['publication', contentId],
    queryFn: () => publication(contentId),
  });
  return (
    <Section id="publication" title={t('space.publication.title')}>
      <Loaded query={query} lines={2}>
        {(state) => <State contentId={contentId} state={state} version={version} />}
      </Loaded>
    </Section>
  );
}

interface Shown {
  contentId: string;
  state: Publication;
  /** The content's last version. */
  version: number;
}

function State({ contentId, state, version }: Shown) {
  const { t } = useTranslation();
  const { site, published, right } = state;
  if (!site) return <SiteForm contentId={contentId} />;
  return (
    <>
      {published ? (
        <p>
          <Globe size={16} aria-hidden="true" />{' '}
          <Anchor href={published.address} target="_blank" rel="noreferrer" underline="always">
            {published.address}
          </Anchor>{' '}
          <span className={styles.quiet}>
            {t('space.publication.since', {
              date: longDate(published.publishedAt),
              version: published.version,
            })}
            {published.version < version && ` ${t('space.publication.older')}`}
          </span>
        </p>
      ) : (
        <p className={styles.quiet}>{t('space.publication.none')}</p>
      )}
      {right === 'own' && <Actions contentId={contentId} isPublished={published !== null} />}
      <p className={styles.about}>
        {t('space.publication.yours')} <ClauseMark id="3.ownership" />
      </p>
    </>
  );
}

function Actions({ contentId, isPublished }: { contentId: string; isPublished: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['publication', contentId] }),
      queries.invalidateQueries({ queryKey: ['content', contentId] }),
    ]);
  const publishing = useMutation({
    mutationFn: () => publish(contentId),
    onSuccess: async () => {
      void toast(t('space.publication.done'));
      await again();
    },
  });
  const withdrawing = useMutation({
    mutationFn: () => withdraw(contentId),
    onSuccess: async () => {
      void toast(t('space.publication.withdrawn'));
      await again();
    },
  });
  const failed = publishing.error ?? withdrawing.error;
  return (
    <>
      <Group gap="sm" mt="md" mb="md">
        <Button loading={publishing.isPending} onClick={() => publishing.mutate()}>
          {t(isPublished ? 'space.publication.again' : 'space.publication.publish')}
        </Button>
        {isPublished && (
          <Button variant="default" loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            {t('space.publication.withdraw')}
          </Button>
        )}
      </Group>
      {failed && <ProblemNote error={failed} />}
    </>
  );
}
