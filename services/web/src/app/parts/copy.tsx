import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Copies a text; says so where the button is, to eyes and ears. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={clipboard.copied ? <Check size={16} /> : <Copy size={16} />}
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">{clipboard.copied ? t('shell.copy.copied') : t('shell.copy.copy')}</span>
    </Button>
  );
}
