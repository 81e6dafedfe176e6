import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';

/** An address that leads nowhere. */
export function PageUnknown() {
  const { t } = useTranslation();
  return (
    <Page title={t('problems.notFound.title')} lead={t('problems.notFound.text')} width="text">
      <ButtonLink to={paths.home}>{t('shell.backHome')}</ButtonLink>
    </Page>
  );
}
