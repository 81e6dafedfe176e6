import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { advanceClock, clock } from '../../api/operator-calls.ts';
import { dateTime } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './operator.module.css';

const steps = [
  { by: 'P8D', label: 'operator.clock.days8' },
  { by: 'P1Y', label: 'operator.clock.year1' },
  { by: 'P5Y', label: 'operator.clock.years5' },
] as const;

/** The platform's clock; where the platform is on trial, the means to advance it. */
export function ClockCard() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['clock'], queryFn: clock, refetchInterval: 30_000 });
  return (
    <Sheet tone="accent">
      <Loaded query={query} lines={2}>
        {(reading) => (
          <div className={styles.clock}>
            <div>
              <h2 className={styles.clockTitle}>{t('operator.clock.title')}</h2>
              {reading && (
                <p className={styles.clockNow}>
                  <span>{t('operator.clock.now')}</span> <strong>{dateTime(reading.now)}</strong>
                </p>
              )}
              <p className={styles.clockNote}>
                {t(reading ? 'operator.clock.shiftable' : 'operator.clock.real')}
              </p>
            </div>
            {reading && <Advance />}
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}

function Advance() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [custom, setCustom] = useState('');
  const advancing = useMutation({
    mutationFn: advanceClock,
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className={styles.advance}>
      <Group gap="xs">
        {steps.map(({ by, label }) => (
          <Button key={by} size="sm" disabled={advancing.isPending} onClick={() => advancing.mutate(by)}>
            + {t(label)}
          </Button>
        ))}
      </Group>
      <form
        className={styles.custom}
        onSubmit={(event) => {
          event.preventDefault();
          if (custom) advancing.mutate(custom.trim().toUpperCase());
        }}
      >
        <TextInput
          size="sm"
          label={t('operator.clock.custom')}
          description={t('operator.clock.customNote')}
          value={custom}
          onChange={(event) => setCustom(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" disabled={advancing.isPending}>
          {t('operator.clock.advance')}
        </Button>
      </form>
      <p aria-live="polite" className={styles.clockNote}>
        {advancing.isPending && t('operator.clock.advancing')}
        {advancing.isSuccess && t('operator.clock.arrived', { date: dateTime(advancing.data.now) })}
      </p>
      {advancing.isError && <ProblemNote error={advancing.error} />}
    </div>
  );
}
