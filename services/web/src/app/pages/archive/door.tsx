import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { lookThroughDoor, returnThroughDoor } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import { longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { ButtonLink } from '../../parts/links.tsx';
import { Loaded, Waiting } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ChoosePassword } from '../confirm/choose-password.tsx';
import { invitationQuery } from '../confirm/confirmation.ts';
import { Erasure } from './erasure.tsx';

/** What is left of a subscription that ended, what goes when, and the way back (5.subscription-term). */
export function Door({ token }: { token: string }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language.startsWith('en') ? 'en' : 'fr';
  const query = useQuery({ queryKey: ['door', token], queryFn: () => lookThroughDoor(token), retry: false });
  const returning = useMutation({ mutationFn: () => returnThroughDoor(token) });
  const problem = query.error && asProblem(query.error);
  if (returning.data) {
    const { ticket, companyName } = returning.data;
    return ticket === null ? (
      <GoesOn companyName={companyName} />
    ) : (
      <Entering ticket={ticket} companyName={companyName} />
    );
  }
  if (problem?.status === 410) {
    return (
      <Page title={problem.message} lead={problem.detail} width="text">
        <ButtonLink to={paths.archive} reloadDocument mt="lg">
          {t('archive.again')}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page
      title={query.data ? t('archive.title', { company: query.data.companyName }) : t('archive.ask.title')}
      lead={
        query.data &&
        (query.data.endedAt
          ? t('archive.lead', { date: longDate(query.data.endedAt) })
          : t('archive.waiting'))
      }
    >
      <Loaded query={query} lines={8}>
        {({ calendar, companyName, endedAt, eraseAt }) => (
          <>
            <Section id="back" title={t(endedAt ? 'archive.back.title' : 'archive.enter')}>
              {endedAt && (
                <p>
                  {t('archive.back.text')} <ClauseMark id="5.subscription-term" />
                </p>
              )}
              {returning.isError && <ProblemNote error={returning.error} />}
              <Button size="lg" mt="md" loading={returning.isPending} onClick={() => returning.mutate()}>
                {t(endedAt ? 'archive.back.submit' : 'archive.enter')}
              </Button>
            </Section>
            {endedAt && (
              <>
                <Erasure token={token} companyName={companyName} eraseAt={eraseAt} />
                <Section id="calendar" title={t('archive.calendar')}>
                  <DataTable
                    label={t('archive.calendar')}
                    rows={calendar}
                    keyOf={({ category }) => category}
                    columns={[
                      { title: t('account.calendar.category'), cell: ({ label }) => label[locale] },
                      {
                        title: t('account.calendar.goesOn'),
                        cell: ({ goesOn, rule }) => (goesOn ? longDate(goesOn) : rule[locale]),
                      },
                    ]}
                  />
                </Section>
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Within the grace nothing was closed: she signs in as before. */
function GoesOn({ companyName }: { companyName: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t('archive.welcome', { company: companyName })} lead={t('archive.goesOn')} width="text">
      <ButtonLink to={paths.signIn} mt="lg">
        {t('access.signIn.title')}
      </ButtonLink>
    </Page>
  );
}

/** The invitation travels as an event; then she chooses a password, and is in. */
function Entering({ ticket, companyName }: { ticket: string; companyName: string }) {
  const { t } = useTranslation();
  const invitation = useQuery(invitationQuery(ticket));
  const title = t('archive.welcome', { company: companyName });
  if (invitation.data) {
    return (
      <ChoosePassword
        title={title}
        ticket={ticket}
        companyName={companyName}
        invitation={invitation.data}
        then={paths.account}
      />
    );
  }
  return (
    <Page title={title} width="text">
      {invitation.isError ? (
        <ProblemNote error={invitation.error} />
      ) : (
        <Waiting label={t('access.confirm.opening')} />
      )}
    </Page>
  );
}
