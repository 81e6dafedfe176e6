import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { corrections, settleCorrection } from '../../api/calls.ts';
import type { Correction } from '../../api/types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session.ts';
import { CorrectionFacts } from './correction-facts.tsx';
import styles from './users.module.css';

/** What users asked to have corrected, to be settled; and what was corrected before. */
export function CorrectionsSection() {
  const { t } = useTranslation();
  const session = useSession();
  const query = useQuery({ queryKey: ['corrections', session?.clientId], queryFn: corrections });
  return (
    <Section id="corrections" title={t('users.corrections.title')}>
      <Loaded query={query} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>{t('users.corrections.none')}</p>
          ) : (
            <ul className={styles.list}>
              {all.map((correction) => (
                <li key={correction.correctionId}>
                  <Sheet tone={correction.state === 'open' ? 'accent' : 'plain'}>
                    <CorrectionFacts correction={correction} named />
                    {correction.state === 'open' && <Settle correction={correction} />}
                  </Sheet>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Settle({ correction: { correctionId, wanted } }: { correction: Correction }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [refusing, setRefusing] = useState(false);
  const [answer, setAnswer] = useState('');
  const settling = useMutation({
    mutationFn: (outcome: 'made' | 'refused') =>
      settleCorrection(correctionId, { outcome, ...(answer.trim() && { answer: answer.trim() }) }),
    onSuccess: async () => {
      void toast(t('users.corrections.done'));
      await queries.invalidateQueries();
    },
  });
  const canMake = Object.keys(wanted).length > 0;
  return (
    <div className={styles.settle}>
      {(refusing || !canMake) && (
        <Textarea
          autosize
          minRows={2}
          maxLength={1000}
          label={t('users.corrections.why')}
          description={t('users.corrections.whyNote')}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
      )}
      {settling.isError && <ProblemNote error={settling.error} />}
      <Group gap="sm" mt="sm">
        {canMake && !refusing && (
          <Button loading={settling.isPending} onClick={() => settling.mutate('made')}>
            {t('users.corrections.make')}
          </Button>
        )}
        {refusing || !canMake ? (
          <Button
            loading={settling.isPending}
            disabled={answer.trim() === ''}
            onClick={() => settling.mutate(canMake ? 'refused' : 'made')}
          >
            {t('users.corrections.send')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setRefusing(true)}>
            {t('users.corrections.refuse')}
          </Button>
        )}
      </Group>
    </div>
  );
}
