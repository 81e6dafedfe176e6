import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { InputHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextName } from './answers.ts';
import { countriesIn } from './countries.ts';
import styles from './subscribe.module.css';
import type { AnswerForm } from './use-answers.ts';

interface FieldProps
  extends Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'inputMode' | 'autoComplete'> {
  form: AnswerForm;
  name: TextName;
  note?: string;
  optional?: boolean;
  className?: string;
}

/** The label of a field: the same word in each group. */
export function labelOf(t: TFunction, name: TextName): string {
  if (name === 'company.name') return t('subscribe.company.name');
  return t(`subscribe.fields.${name.split('.')[1]}` as 'subscribe.fields.name');
}

/** One line of text, with its label, its error, and what the browser may fill in by itself. */
function Field({ form, name, note, optional, ...input }: FieldProps) {
  return (
    <TextInput
      {...input}
      id={name}
      name={name}
      label={<Label name={name} optional={optional} />}
      description={note}
      required={!optional}
      withAsterisk={false}
      maxLength={200}
      value={form.answers[name]}
      error={form.errorOf(name)}
      errorProps={{ 'aria-live': 'polite' }}
      onChange={(event) => form.answer(name, event.currentTarget.value)}
      onBlur={() => form.answers[name] && form.leave(name)}
    />
  );
}

function Label({ name, optional }: { name: TextName; optional: boolean | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      {labelOf(t, name)}
      {optional && <span className={styles.optional}> ({t('subscribe.optional')})</span>}
    </>
  );
}

/** A postal address: the company's, or the billing contact's own. */
function AddressFields({ form, who }: { form: AnswerForm; who: 'company' | 'billing' }) {
  const { t, i18n } = useTranslation();
  const fill = who === 'billing' ? 'section-billing billing ' : '';
  return (
    <>
      <Field form={form} name={`${who}.line1`} autoComplete={`${fill}address-line1`} />
      <Field form={form} name={`${who}.line2`} autoComplete={`${fill}address-line2`} optional />
      <div className={styles.pair}>
        <Field form={form} name={`${who}.postalCode`} autoComplete={`${fill}postal-code`} />
        <Field form={form} name={`${who}.city`} autoComplete={`${fill}address-level2`} />
      </div>
      <NativeSelect
        size="md"
        id={`${who}.country`}
        name={`${who}.country`}
        autoComplete={`${fill}country`}
        label={t('subscribe.fields.country')}
        data={countriesIn(i18n.language)}
        value={form.answers[`${who}.country`]}
        error={form.errorOf(`${who}.country`)}
        onChange={(event) => form.answer(`${who}.country`, event.currentTarget.value)}
      />
    </>
  );
}

/** The company's name and address. */
export function CompanyFields({ form }: { form: AnswerForm }) {
  return (
    <>
      <Field form={form} name="company.name" autoComplete="organization" />
      <AddressFields form={form} who="company" />
    </>
  );
}

/** The person who manages the subscription. */
export function ManagerFields({ form }: { form: AnswerForm }) {
  const { t } = useTranslation();
  return (
    <>
      <Field form={form} name="manager.name" autoComplete="name" />
      <Field
        form={form}
        name="manager.email"
        type="email"
        inputMode="email"
        autoComplete="email"
        note={t('subscribe.manager.emailNote')}
      />
      <Field form={form} name="manager.phone" type="tel" inputMode="tel" autoComplete="tel" />
    </>
  );
}

/** The billing contact, unless it is the manager; and what the accounts department wants on invoices. */
export function BillingFields({ form }: { form: AnswerForm }) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox
        label={t('subscribe.billing.sameContact')}
        checked={form.answers.sameContact}
        onChange={(event) => form.answer('sameContact', event.currentTarget.checked)}
      />
      {!form.answers.sameContact && (
        <>
          <Field form={form} name="billing.name" autoComplete="section-billing billing name" />
          <Field
            form={form}
            name="billing.email"
            type="email"
            inputMode="email"
            autoComplete="section-billing billing email"
          />
          <Field
            form={form}
            name="billing.phone"
            type="tel"
            inputMode="tel"
            autoComplete="section-billing billing tel"
            optional
          />
        </>
      )}
      <Checkbox
        label={t('subscribe.billing.sameAddress')}
        checked={form.answers.sameAddress}
        onChange={(event) => form.answer('sameAddress', event.currentTarget.checked)}
      />
      {!form.answers.sameAddress && <AddressFields form={form} who="billing" />}
      <Textarea
        id="billing.specifics"
        name="billing.specifics"
        label={<Label name="billing.specifics" optional />}
        description={t('subscribe.billing.specificsNote')}
        maxLength={1000}
        autoComplete="off"
        value={form.answers['billing.specifics']}
        error={form.errorOf('billing.specifics')}
        onChange={(event) => form.answer('billing.specifics', event.currentTarget.value)}
      />
    </>
  );
}
