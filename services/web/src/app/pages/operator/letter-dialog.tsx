import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellByLetter } from '../../api/operator-calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { Undelivered } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';

interface LetterDialogProps {
  /** The notice that the letter told; null: closed. */
  notice: Undelivered | null;
  onClose: () => void;
}

/** Records a registered letter: the day it left and its number, nothing about who it went to. */
export function LetterDialog({ notice, onClose }: LetterDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={notice !== null}
      onClose={onClose}
      title={t('operator.undelivered.record')}
      closeButtonProps={{ 'aria-label': t('operator.undelivered.cancel') }}
    >
      {notice && <LetterForm notice={notice} onClose={onClose} />}
    </Modal>
  );
}

function LetterForm({ notice, onClose }: { notice: Undelivered; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [letter, setLetter] = useState({ sentOn: '', tracking: '' });
  const [tried, setTried] = useState(false);
  const telling = useMutation({
    mutationFn: () => tellByLetter(notice.id, letter),
    onSuccess: async () => {
      void toast(t('operator.undelivered.recorded'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['operator'] });
    },
  });
  const error = (name: keyof typeof letter) =>
    tried && !letter[name]
      ? t('subscribe.errors.required')
      : asProblem(telling.error).fields.find(({ path }) => formPath(path) === name)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (letter.sentOn && letter.tracking && !telling.isPending) telling.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="lg">
        <p>{t('operator.undelivered.explain')}</p>
        <TextInput
          type="date"
          label={t('operator.undelivered.sentOn')}
          value={letter.sentOn}
          error={error('sentOn')}
          onChange={(event) => setLetter({ ...letter, sentOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('operator.undelivered.tracking')}
          description={t('operator.undelivered.trackingNote')}
          value={letter.tracking}
          error={error('tracking')}
          onChange={(event) => setLetter({ ...letter, tracking: event.currentTarget.value })}
        />
        {telling.isError && asProblem(telling.error).fields.length === 0 && (
          <ProblemNote error={telling.error} />
        )}
        <Button type="submit" loading={telling.isPending}>
          {t('operator.undelivered.save')}
        </Button>
      </Stack>
    </form>
  );
}
