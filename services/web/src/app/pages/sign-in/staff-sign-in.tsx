import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { staffSignIn } from '../../api/operator-calls.ts';
import { TextLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi(paths.operatorSignIn);

/** The way in for the people who run the platform: accounts apart from the clients'. */
export function StaffSignInPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const enter = useEnter();
  const mutation = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => staffSignIn(email, password),
    onSuccess: () => enter(next ?? paths.operator),
  });
  return (
    <Page title={t('operator.signIn.title')} width="text">
      <SignInForm mutation={mutation} />
      <p className={styles.below}>
        <TextLink to={paths.operatorForgotten}>{t('access.signIn.forgotten')}</TextLink>
      </p>
      <p className={styles.below}>
        <TextLink to={paths.signIn}>{t('operator.signIn.client')}</TextLink>
      </p>
    </Page>
  );
}
