import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n/locale.ts';
import { chooseLanguage } from '../i18n/start.ts';

/** Offers the other language, by its own name. */
export function LanguageButton() {
  const { t } = useTranslation();
  const other = currentLocale() === 'fr' ? 'en' : 'fr';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      px="xs"
      lang={other}
      c="var(--mantine-color-text)"
      aria-label={`${other.toUpperCase()} · ${t(`shell.language.${other}`)}`}
      onClick={() => void chooseLanguage(other)}
    >
      {other.toUpperCase()}
    </Button>
  );
}

const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const icons = { auto: Monitor, light: Sun, dark: Moon };

/** As the system, light, dark, and round again; its name says which is on. */
export function ThemeButton() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = icons[colorScheme];
  const label = t('shell.theme.label', { now: t(`shell.theme.${colorScheme}`) });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      c="var(--mantine-color-text)"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(next[colorScheme])}
    >
      <Icon size={19} aria-hidden="true" />
    </ActionIcon>
  );
}
