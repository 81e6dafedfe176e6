import { useTranslation } from 'react-i18next';

/** What a notice is about and where it stands, in words; the name itself where this page does not know it. */
export function useNoticeWords(): (set: 'kinds' | 'states', name: string) => string {
  const { t, i18n } = useTranslation();
  return (set, name) => {
    const key = `account.notices.${set}.${name}`;
    return i18n.exists(key) ? t(key as 'account.notices.kinds.confirmation') : name;
  };
}
