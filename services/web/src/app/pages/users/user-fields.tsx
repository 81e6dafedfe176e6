import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NewUser } from '../../api/types.ts';

export const roles = ['administrator', 'author', 'reviewer', 'reader'] as const;

interface UserFieldsProps {
  value: NewUser;
  onChange: (value: NewUser) => void;
  errorOf: (field: keyof NewUser) => string | undefined;
  emailNote?: string;
  roleNote?: string;
  /** The manager of the subscription stays administrator. */
  roleFixed?: boolean;
}

/** Name, role and e-mail: all that is kept of a user (2.administrator). */
export function UserFields({ value, onChange, errorOf, emailNote, roleNote, roleFixed }: UserFieldsProps) {
  const { t } = useTranslation();
  const { role } = value;
  const hint = t('users.roleHint', { role: t(`shell.roles.${role}`), help: t(`users.roleHelp.${role}`) });
  return (
    <>
      <TextInput
        id="user-name"
        label={t('users.name')}
        autoComplete="off"
        data-autofocus
        maxLength={120}
        value={value.name}
        error={errorOf('name')}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <TextInput
        id="user-email"
        type="email"
        inputMode="email"
        label={t('users.email')}
        description={emailNote}
        autoComplete="off"
        maxLength={254}
        value={value.email}
        error={errorOf('email')}
        onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
      />
      <NativeSelect
        id="user-role"
        size="md"
        label={t('users.role')}
        description={roleNote ? `${hint}. ${roleNote}` : hint}
        disabled={roleFixed}
        data={roles.map((role) => ({ value: role, label: t(`shell.roles.${role}`) }))}
        value={role}
        error={errorOf('role')}
        onChange={(event) => onChange({ ...value, role: event.currentTarget.value as NewUser['role'] })}
      />
    </>
  );
}
