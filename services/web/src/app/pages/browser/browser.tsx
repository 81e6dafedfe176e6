import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  eraseBrowser,
  type KnownBrowser,
  type KnownEvent,
  knownBrowser,
  knownFile,
} from '../../api/browsing-calls.ts';
import { dateTime, longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { openChoice } from '../../shell/measure.ts';

const queryKey = ['known-browser'];

/** What we know of this browser: listed, downloaded, gone in one click; nobody signs in for it. */
export function BrowserPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({ queryKey, queryFn: knownBrowser, staleTime: 0 });
  useEffect(() => {
    const again = () => void queries.invalidateQueries({ queryKey });
    document.addEventListener('ks-choice', again);
    return () => document.removeEventListener('ks-choice', again);
  }, [queries]);
  return (
    <Page title={t('browser.title')} lead={t('browser.lead')}>
      <Loaded query={query}>{(known) => <Known known={known} />}</Loaded>
      <Text mt="xl" maw="44rem">
        {t('browser.lies')}
      </Text>
    </Page>
  );
}

function Known({ known }: { known: KnownBrowser }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const erasing = useMutation({
    mutationFn: eraseBrowser,
    onSuccess: async () => {
      void toast(t('browser.erased'));
      await queries.invalidateQueries({ queryKey });
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  });
  const { choice, consent, events, more } = known;
  return (
    <>
      <p>
        {t(`browser.choices.${choice ?? 'none'}`)}{' '}
        {consent && t('browser.until', { day: longDate(consent.holdsUntil) })}
      </p>
      <Group mt="md" mb="xl" gap="sm">
        <Button variant="default" onClick={() => void openChoice().catch(() => undefined)}>
          {t('browser.change')}
        </Button>
        {(events.length > 0 || consent) && (
          <>
            <Button variant="default" component="a" href={knownFile} download>
              {t('browser.download')}
            </Button>
            <Button loading={erasing.isPending} onClick={() => erasing.mutate()}>
              {t('browser.erase')}
            </Button>
          </>
        )}
      </Group>
      {erasing.isError && <ProblemNote error={erasing.error} />}
      {events.length === 0 ? (
        <Empty title={t('browser.none')}>{t('browser.noneText')}</Empty>
      ) : (
        <Section id="known" title={t('browser.list')}>
          {more && <p>{t('browser.more')}</p>}
          <KnownEvents events={events} />
        </Section>
      )}
    </>
  );
}

function KnownEvents({ events }: { events: KnownEvent[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<KnownEvent>
      label={t('browser.list')}
      rows={events}
      keyOf={({ at, page, link }) => `${at} ${page} ${link}`}
      columns={[
        { title: t('browser.when'), cell: ({ at }) => dateTime(at) },
        { title: t('browser.what'), cell: ({ page }) => page },
        { title: t('browser.link'), cell: ({ link }) => link ?? '—' },
        {
          title: t('browser.browser'),
          cell: ({ browserType, browserLanguage }) => `${browserType}, ${browserLanguage}`,
        },
        { title: t('browser.address'), cell: ({ ipAddress }) => ipAddress },
        { title: t('browser.kept'), cell: ({ keptUntil }) => longDate(keptUntil) },
      ]}
    />
  );
}
