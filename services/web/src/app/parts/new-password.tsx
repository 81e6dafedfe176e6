import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { passwordFault, shortest } from '../password.ts';
import styles from './new-password.module.css';

interface NewPasswordProps {
  value: string;
  onChange: (value: string) => void;
  /** Words that a password must not be made of: the person's name and address. */
  known: string[];
  /** True once the person has tried to go on. */
  tried: boolean;
  /** Where it stands beside the present one, what it is called. */
  label?: string;
  /** What the service said against it. */
  refused?: string | undefined;
}

/** A new password: advice first, then how it stands as it grows. */
export function NewPassword({ value, onChange, known, tried, label, refused }: NewPasswordProps) {
  const { t } = useTranslation();
  const fault = passwordFault(value, known);
  const words = () => {
    if (fault === 'short')
      return t('access.confirm.tooShort', { count: shortest - Array.from(value).length });
    return fault === 'plain' ? t('access.confirm.tooPlain') : t('access.confirm.good');
  };
  return (
    <div>
      <PasswordInput
        id="password"
        name="password"
        label={label ?? t('access.confirm.password')}
        description={t('access.confirm.advice')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={value}
        error={refused ?? (tried && fault ? words() : undefined)}
        onChange={(event) => onChange(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('access.confirm.show'), tabIndex: 0 }}
      />
      <p aria-live="polite" className={styles.standing} data-good={!fault || undefined}>
        {value && !refused && !(tried && fault) ? words() : ''}
      </p>
    </div>
  );
}
