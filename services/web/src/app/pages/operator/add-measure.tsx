import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMeasure } from '../../api/operator-calls.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { isSaid, TwoLanguages, unsaid } from './two-languages.tsx';

/** What is done about an open incident; the clients read it on their page. */
export function AddMeasure({ incidentId, onDone }: { incidentId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [measure, setMeasure] = useState(unsaid);
  const adding = useMutation({
    mutationFn: () => addMeasure(incidentId, measure),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['operator', 'incidents'] });
      onDone();
    },
  });
  const refused = adding.isError ? asProblem(adding.error).fields : [];
  return (
    <Stack gap="md" mt="lg">
      <TwoLanguages
        label={t('incidents.measures')}
        value={measure}
        onChange={setMeasure}
        errorOf={(locale) => refused.find(({ path }) => path.endsWith(`measure.${locale}`))?.message}
      />
      {adding.isError && refused.length === 0 && <ProblemNote error={adding.error} />}
      <Group gap="sm">
        <Button disabled={!isSaid(measure)} loading={adding.isPending} onClick={() => adding.mutate()}>
          {t('incidents.operator.addMeasure')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('incidents.operator.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
