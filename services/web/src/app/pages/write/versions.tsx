import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { content, nameVersion, restoreVersion, version } from '../../api/calls.ts';
import type { Content } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { cleanHtml } from '../space/clean-html.ts';
import reading from '../space/space.module.css';
import styles from './write.module.css';

type Version = Content['versions'][number];

/** The versions of a content: named, seen, restored. Nothing is lost by it: what was there is a version too. */
export function VersionsButton({ contentId }: { contentId: string }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="sm" leftSection={<History size={16} />} onClick={dialog.open}>
        {t('write.versions.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="lg"
        title={t('write.versions.title')}
        closeButtonProps={{ 'aria-label': t('write.versions.close') }}
      >
        <Versions contentId={contentId} onRestored={dialog.close} />
      </Modal>
    </>
  );
}

function Versions({ contentId, onRestored }: { contentId: string; onRestored: () => void }) {
  const [seen, see] = useState<Version | null>(null);
  const query = useQuery({
    queryKey: ['content', contentId, 'versions'],
    queryFn: () => content(contentId),
    staleTime: 0,
  });
  if (seen) return <Seen contentId={contentId} of={seen} onBack={() => see(null)} onRestored={onRestored} />;
  return (
    <Stack gap="lg">
      <NameNow contentId={contentId} />
      <Loaded query={query}>{({ versions }) => <VersionList versions={versions} onSee={see} />}</Loaded>
    </Stack>
  );
}

function VersionList({ versions, onSee }: { versions: Version[]; onSee: (version: Version) => void }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.versions}>
      {versions.map((one) => (
        <li key={one.number}>
          <span>
            <strong>{one.name ?? t(`write.versions.reasons.${one.reason}`)}</strong>
            <span className={styles.quiet}>{dateTime(one.at)}</span>
          </span>
          <Button
            variant="default"
            size="sm"
            aria-label={t('write.versions.seeNumber', { number: one.number })}
            onClick={() => onSee(one)}
          >
            {t('write.versions.see')}
          </Button>
        </li>
      ))}
    </ol>
  );
}

function NameNow({ contentId }: { contentId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const naming = useMutation({
    mutationFn: () => nameVersion(contentId, name),
    onSuccess: async () => {
      setName('');
      await queries.invalidateQueries({ queryKey: ['content', contentId] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) naming.mutate();
  };
  return (
    <form onSubmit={submit} className={styles.naming}>
      <TextInput
        label={t('write.versions.name')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={naming.isPending}>
        {t('write.versions.keep')}
      </Button>
      {naming.isError && <ProblemNote error={naming.error} />}
    </form>
  );
}

interface SeenProps {
  contentId: string;
  of: Version;
  onBack: () => void;
  onRestored: () => void;
}

function Seen({ contentId, of, onBack, onRestored }: SeenProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['content', contentId, 'version', of.number],
    queryFn: () => version(contentId, of.number),
  });
  const restoring = useMutation({
    mutationFn: () => restoreVersion(contentId, of.number),
    onSuccess: async () => {
      void toast(t('write.versions.restored', { date: dateTime(of.at) }));
      onRestored();
      await queries.invalidateQueries({ queryKey: ['content', contentId] });
    },
  });
  return (
    <Stack gap="md">
      <p className={styles.quiet}>{dateTime(of.at)}</p>
      <Loaded query={query} lines={8}>
        {({ title, summary, html }) => (
          <article className={reading.reading}>
            <h2>{title}</h2>
            {summary && <p>{summary}</p>}
            {/* Cleaned markup, admitted by the page's Trusted Types. */}
            <div dangerouslySetInnerHTML={{ __html: cleanHtml(html) }} />
          </article>
        )}
      </Loaded>
      {restoring.isError && <ProblemNote error={restoring.error} />}
      <Group gap="sm">
        <Button loading={restoring.isPending} onClick={() => restoring.mutate()}>
          {t('write.versions.restore')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('write.versions.back')}
        </Button>
      </Group>
    </Stack>
  );
}
