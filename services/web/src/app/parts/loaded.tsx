import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from './problem-note.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** How many grey lines stand where the answer will be. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** What a query answers: grey lines while it is on its way, a sentence when it fails, `children` when it is there. */
export function Loaded<T>({ query, lines = 4, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting lines={lines} />;
}

/** Grey lines of differing lengths, with a word for those who cannot see them. */
export function Waiting({ lines = 4, label }: { lines?: number; label?: string }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <VisuallyHidden>{label ?? t('shell.loading')}</VisuallyHidden>
      <Stack gap="md" aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} height={18} width={`${92 - ((line * 23) % 40)}%`} radius="sm" />
        ))}
      </Stack>
    </div>
  );
}
