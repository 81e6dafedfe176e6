import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { ApiProblem } from '../../api/problem.ts';
import { facts } from '../../facts.ts';
import { NotForThisAccount } from '../../guards.ts';
import { ButtonLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** A page that could not be shown: for another account, because a service is away, or by our fault. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  if (error instanceof NotForThisAccount) {
    return (
      <Page title={t('problems.notYours.title')} lead={t(`problems.notYours.${error.audience}`)} width="text">
        {error.audience === 'staff' ? (
          <ButtonLink to={paths.operatorSignIn}>{t('operator.signIn.title')}</ButtonLink>
        ) : (
          <ButtonLink to={paths.home}>{t('shell.backHome')}</ButtonLink>
        )}
      </Page>
    );
  }
  const lead =
    error instanceof ApiProblem ? undefined : t('problems.crash.text', { email: facts.supportEmail });
  return (
    <Page title={t('problems.crash.title')} lead={lead} width="text">
      {error instanceof ApiProblem ? (
        <ProblemNote error={error} onRetry={reset} />
      ) : (
        <Button onClick={() => window.location.reload()}>{t('problems.crash.reload')}</Button>
      )}
    </Page>
  );
}
