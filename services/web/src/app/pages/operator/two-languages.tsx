import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Said {
  fr: string;
  en: string;
}
export const unsaid: Said = { fr: '', en: '' };
export const isSaid = ({ fr, en }: Said): boolean => fr.trim() !== '' && en.trim() !== '';

interface TwoLanguagesProps {
  label: string;
  value: Said;
  onChange: (value: Said) => void;
  errorOf: (locale: keyof Said) => string | undefined;
}

/** A text that clients will read, in both languages. */
export function TwoLanguages({ label, value, onChange, errorOf }: TwoLanguagesProps) {
  const { t } = useTranslation();
  return (['fr', 'en'] as const).map((locale) => (
    <Textarea
      key={locale}
      autosize
      minRows={2}
      maxLength={2000}
      label={`${label}, ${t(`incidents.operator.${locale}`)}`}
      lang={locale}
      value={value[locale]}
      error={errorOf(locale)}
      onChange={(event) => onChange({ ...value, [locale]: event.currentTarget.value })}
    />
  ));
}
