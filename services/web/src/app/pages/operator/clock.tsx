import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { advanceClock, clock } from '../../api/operator-calls.ts';
import type { PlatformClock } from '../../api/types.ts';
import { dateTime, longDate } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './operator.module.css';

const steps = [
  { by: 'P8D', label: 'operator.clock.days8' },
  { by: 'P1Y', label: 'operator.clock.year1' },
  { by: 'P5Y', label: 'operator.clock.years5' },
] as const;
/** How often the clock is looked at, in ms: at rest, and while it is on its way. */
const calm = 30_000;
const onItsWay = 1_500;

/** The platform's clock; where the platform is on trial, the means to advance it. */
export function ClockCard() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['clock'],
    queryFn: clock,
    refetchInterval: ({ state }) => (state.data?.movingTo ? onItsWay : calm),
  });
  return (
    <Sheet tone="accent">
      <Loaded query={query} lines={2}>
        {(reading) => (
          <div className={styles.clock}>
            <div>
              <h2 className={styles.clockTitle}>{t('operator.clock.title')}</h2>
              {reading && <Now reading={reading} />}
              <p className={styles.clockNote}>
                {t(reading ? 'operator.clock.shiftable' : 'operator.clock.real')}
              </p>
            </div>
            {reading && <Advance reading={reading} />}
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}

/** What time it is, and whether the clock is on its way; read out when it sets off, arrives or stops. */
function Now({ reading: { now, movingTo, stoppedBy } }: { reading: PlatformClock }) {
  const { t } = useTranslation();
  const way = () => {
    if (movingTo) return t('operator.clock.moving', { date: longDate(movingTo) });
    return stoppedBy ? t('operator.clock.stopped', { services: stoppedBy.join(', ') }) : '';
  };
  return (
    <>
      <p className={styles.clockNow}>
        <span>{t('operator.clock.now')}</span> <strong>{dateTime(now)}</strong>
      </p>
      <p role="status" className={styles.clockNote}>
        {way()}
      </p>
    </>
  );
}

function Advance({ reading }: { reading: PlatformClock }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [custom, setCustom] = useState('');
  const advancing = useMutation({ mutationFn: advanceClock, onSettled: () => queries.invalidateQueries() });
  const busy = advancing.isPending || reading.movingTo !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (custom && !busy) advancing.mutate(custom.trim().toUpperCase());
  };
  return (
    <div className={styles.advance}>
      <Group gap="xs">
        {steps.map(({ by, label }) => (
          <Button key={by} size="sm" disabled={busy} onClick={() => advancing.mutate(by)}>
            + {t(label)}
          </Button>
        ))}
      </Group>
      <form className={styles.custom} onSubmit={submit}>
        <TextInput
          size="sm"
          label={t('operator.clock.custom')}
          description={t('operator.clock.customNote')}
          value={custom}
          onChange={(event) => setCustom(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" loading={busy}>
          {t('operator.clock.advance')}
        </Button>
      </form>
      {advancing.isError && <ProblemNote error={advancing.error} />}
    </div>
  );
}
