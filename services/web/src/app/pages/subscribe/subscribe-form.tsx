import { Button, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Charter, Offer } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { CharterGroup } from './charter-group.tsx';
import { FaultSummary } from './fault-summary.tsx';
import { BillingFields, CompanyFields, ManagerFields } from './fields.tsx';
import { Group } from './group.tsx';
import { OfferChoice, OfferSheet } from './offers.tsx';
import styles from './subscribe.module.css';
import type { SentRequest } from './subscribe.tsx';
import { useAnswers } from './use-answers.ts';

interface SubscribeFormProps {
  offers: Offer[];
  charter: Charter;
  onSent: (sent: SentRequest) => void;
}

/** The form: four groups of questions, each with its reason and its term. Nothing typed is lost by an error. */
export function SubscribeForm({ offers, charter, onSent }: SubscribeFormProps) {
  const { t } = useTranslation();
  const form = useAnswers(offers[0]?.id ?? '', charter.version, onSent);
  const isWide = useMediaQuery('(min-width: 60rem)', true, { getInitialValueInEffect: false });
  const offer = offers.find(({ id }) => id === form.answers.offerId) ?? offers[0];
  return (
    <div className={styles.columns}>
      <form noValidate onSubmit={form.submit} className={styles.form} aria-label={t('subscribe.title')}>
        <FaultSummary form={form} />
        <p className={styles.required}>{t('subscribe.required')}</p>
        {offers.length > 1 && <OfferChoice offers={offers} form={form} />}
        {!isWide && offer && <OfferSheet offer={offer} charter={charter} folded />}
        <Group name="company" clauses={['2.subscription']}>
          <CompanyFields form={form} />
        </Group>
        <Group name="manager" clauses={['2.subscription', '2.administrator']}>
          <ManagerFields form={form} />
        </Group>
        <Group name="billing" clauses={['2.subscription']}>
          <BillingFields form={form} />
        </Group>
        <CharterGroup form={form} version={charter.version} />
        {form.problem !== undefined && <ProblemNote error={form.problem} />}
        <Button type="submit" size="lg" loading={form.sending} className={styles.submit}>
          {t('subscribe.submit')}
        </Button>
        <VisuallyHidden aria-live="polite">{form.sending ? t('subscribe.sending') : ''}</VisuallyHidden>
      </form>
      {isWide && offer && <OfferSheet offer={offer} charter={charter} />}
    </div>
  );
}
