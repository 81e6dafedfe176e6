import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { signIn } from '../../api/calls.ts';
import { firstPageOf } from '../../guards.ts';
import { TextLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi(paths.signIn);

/** The way in for a client's people. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const enter = useEnter();
  const mutation = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => signIn(email, password),
    onSuccess: ({ session }) => enter(next ?? firstPageOf(session)),
  });
  return (
    <Page title={t('access.signIn.title')} lead={next ? t('access.signIn.needed') : undefined} width="text">
      <SignInForm mutation={mutation} />
      <p className={styles.below}>
        <TextLink to={paths.forgotten}>{t('access.signIn.forgotten')}</TextLink>
      </p>
      <p className={styles.below}>
        {t('access.signIn.noAccount')}{' '}
        <TextLink to={paths.subscribe}>{t('access.signIn.subscribe')}</TextLink>
      </p>
      <p className={styles.below}>
        {t('access.signIn.ended')} <TextLink to={paths.archive}>{t('access.signIn.endedLink')}</TextLink>
      </p>
      <p className={styles.below}>
        <TextLink to={paths.operatorSignIn}>{t('access.signIn.staff')}</TextLink>
      </p>
    </Page>
  );
}
