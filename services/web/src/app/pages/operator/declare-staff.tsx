import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { declareStaff } from '../../api/operator-calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { NewStaff } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';

const roles = ['support', 'operator'] as const;
const blank: NewStaff = { name: '', email: '', role: 'support' };

/** The button that declares somebody of the team, and the dialog behind it. */
export function DeclareStaff() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<UserPlus size={18} />} onClick={dialog.open}>
        {t('operator.team.declare')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('operator.team.declareTitle')}
        closeButtonProps={{ 'aria-label': t('users.declare.cancel') }}
      >
        <DeclareForm onClose={dialog.close} />
      </Modal>
    </>
  );
}

function DeclareForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [value, setValue] = useState(blank);
  const [tried, setTried] = useState(false);
  const declaring = useMutation({
    mutationFn: () => declareStaff(value, key.current),
    onSuccess: async () => {
      void toast(t('users.declare.done', { email: value.email }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['operator', 'team'] });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const served = declaring.isError ? asProblem(declaring.error).fields : [];
  const errorOf = (field: 'name' | 'email') =>
    (tried && !value[field].trim() && t('subscribe.errors.required')) ||
    served.find(({ path }) => formPath(path) === field)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const missing = (['name', 'email'] as const).find((field) => !value[field].trim());
    if (missing) document.getElementById(`staff-${missing}`)?.focus();
    else declaring.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          id="staff-name"
          label={t('users.name')}
          autoComplete="off"
          data-autofocus
          maxLength={120}
          value={value.name}
          error={errorOf('name')}
          onChange={(event) => setValue({ ...value, name: event.currentTarget.value })}
        />
        <TextInput
          id="staff-email"
          type="email"
          inputMode="email"
          label={t('users.email')}
          autoComplete="off"
          maxLength={254}
          value={value.email}
          error={errorOf('email')}
          onChange={(event) => setValue({ ...value, email: event.currentTarget.value })}
        />
        <NativeSelect
          size="md"
          label={t('users.role')}
          description={t(`operator.team.roleHelp.${value.role}`)}
          data={roles.map((role) => ({ value: role, label: t(`operator.team.roles.${role}`) }))}
          value={value.role}
          onChange={(event) => setValue({ ...value, role: event.currentTarget.value as NewStaff['role'] })}
        />
        {declaring.isError && served.length === 0 && <ProblemNote error={declaring.error} />}
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={declaring.isPending}>
            {t('users.declare.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('users.declare.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
