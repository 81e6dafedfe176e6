import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { advanceClock, clock } from '../../api/operator-calls.ts';
import type { PlatformClock } from '../../api/types.ts';
import { dateTime, duration, longDate } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './operator.module.css';

/** One date of each kind: an unconfirmed request goes after 7 days, what was collected after a year, the rest after 5. */
const steps = ['P8D', 'P1Y', 'P5Y'];
const units = ['D', 'M', 'Y'] as const;
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
  const [asked, ask] = useState<string | null>(null);
  const advancing = useMutation({ mutationFn: advanceClock, onSettled: () => queries.invalidateQueries() });
  const busy = advancing.isPending || reading.movingTo !== null;
  return (
    <div className={styles.advance}>
      <Group gap="xs">
        {steps.map((by) => (
          <Button key={by} size="sm" disabled={busy} onClick={() => ask(by)}>
            + {duration(by)}
          </Button>
        ))}
      </Group>
      <OtherDuration busy={busy} onAsk={ask} />
      {advancing.isError && <ProblemNote error={advancing.error} />}
      <Modal
        opened={asked !== null}
        onClose={() => ask(null)}
        title={t('operator.clock.sure', { by: duration(asked ?? '') })}
        closeButtonProps={{ 'aria-label': t('operator.clock.no') }}
        classNames={{ title: styles.dialogTitle }}
      >
        <p>{t('operator.clock.means')}</p>
        <Group mt="xl" gap="sm">
          <Button
            onClick={() => {
              if (asked) advancing.mutate(asked);
              ask(null);
            }}
          >
            {t('operator.clock.yes')}
          </Button>
          <Button variant="default" onClick={() => ask(null)}>
            {t('operator.clock.no')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

/** A number of days, months or years. */
function OtherDuration({ busy, onAsk }: { busy: boolean; onAsk: (by: string) => void }) {
  const { t } = useTranslation();
  const [amount, setAmount] = useState('30');
  const [unit, setUnit] = useState<string>('D');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^[1-9]\d{0,4}$/.test(amount) && !busy) onAsk(`P${amount}${unit}`);
  };
  return (
    <form className={styles.custom} onSubmit={submit}>
      <TextInput
        size="sm"
        className={styles.amount}
        label={t('operator.clock.custom')}
        inputMode="numeric"
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        aria-label={t('operator.clock.unit')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`operator.clock.units.${value}`) }))}
        onChange={(event) => setUnit(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="default" loading={busy}>
        {t('operator.clock.advance')}
      </Button>
    </form>
  );
}
