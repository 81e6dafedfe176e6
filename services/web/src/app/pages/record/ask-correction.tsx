import { Button, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askCorrection } from '../../api/calls.ts';
import type { NewUser, OwnRecord } from '../../api/types.ts';
import { Section, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { changesOf } from '../users/correct-user.tsx';
import { useUserForm } from '../users/use-user-form.ts';
import { UserFields } from '../users/user-fields.tsx';

/** The form by which a user asks her administrator for a correction. */
export function AskCorrection({ record }: { record: OwnRecord }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const before: NewUser = { name: record.name, email: record.email, role: record.role };
  const asking = useMutation({
    mutationFn: (after: NewUser) =>
      askCorrection(
        { ...changesOf(before, after), ...(reason.trim() && { reason: reason.trim() }) },
        key.current,
      ),
    onSuccess: async () => {
      key.current = crypto.randomUUID();
      setReason('');
      form.setValue(before);
      void toast(t('users.record.done'));
      await queries.invalidateQueries({ queryKey: ['corrections'] });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const form = useUserForm(before, asking.error);
  const send = (after: NewUser) => {
    const nothing = Object.keys(changesOf(before, after)).length === 0 && reason.trim() === '';
    setEmpty(nothing);
    if (!nothing) asking.mutate(after);
  };
  return (
    <Section id="ask" title={t('users.record.ask')}>
      <Sheet>
        <form noValidate onSubmit={form.submit(send)}>
          <Stack gap="md">
            <p>{t('users.record.askText')}</p>
            <UserFields
              value={form.value}
              onChange={form.setValue}
              errorOf={form.errorOf}
              roleFixed={record.manager}
            />
            <Textarea
              autosize
              minRows={2}
              maxLength={1000}
              label={`${t('users.record.reason')} (${t('users.record.optional')})`}
              value={reason}
              error={empty ? t('users.record.nothing') : undefined}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {asking.isError && !form.isServed && <ProblemNote error={asking.error} />}
            <div>
              <Button type="submit" loading={asking.isPending}>
                {t('users.record.submit')}
              </Button>
            </div>
          </Stack>
        </form>
      </Sheet>
    </Section>
  );
}
