import type { Address, Contact, SubscriptionRequest } from '../../api/types.ts';
import type { Locale } from '../../i18n/locale.ts';

const noAddress = (who: 'company' | 'billing') =>
  ({
    [`${who}.line1`]: '',
    [`${who}.line2`]: '',
    [`${who}.postalCode`]: '',
    [`${who}.city`]: '',
    [`${who}.country`]: 'FR',
  }) as Record<`${typeof who}.${'line1' | 'line2' | 'postalCode' | 'city' | 'country'}`, string>;

/** What a person types into the form: one flat record, a name for each field, in the order of the page. */
export const noAnswers = {
  offerId: '',
  'company.name': '',
  ...noAddress('company'),
  'manager.name': '',
  'manager.email': '',
  'manager.phone': '',
  sameContact: true,
  'billing.name': '',
  'billing.email': '',
  'billing.phone': '',
  sameAddress: true,
  ...noAddress('billing'),
  'billing.specifics': '',
  accepted: false,
};
export type Answers = typeof noAnswers;
export type AnswerName = keyof Answers;
/** The fields that hold a line of text. */
export type TextName = Exclude<AnswerName, 'offerId' | 'sameContact' | 'sameAddress' | 'accepted'>;

/** The keys of the sentences that say what is wrong with an answer. */
export type Fault = 'required' | 'email' | 'phone' | 'charter';

const optional: readonly AnswerName[] = [
  'company.line2',
  'billing.line2',
  'billing.phone',
  'billing.specifics',
  'offerId',
];
const ofBillingContact = (name: string) => /^billing\.(name|email|phone)$/.test(name);
const ofBillingAddress = (name: string) => /^billing\.(line1|line2|postalCode|city|country)$/.test(name);

/** Whether the form shows a field: the billing contact's own only where they differ. Pure. */
export const isShown = (name: AnswerName, answers: Answers): boolean =>
  !(answers.sameContact && ofBillingContact(name)) && !(answers.sameAddress && ofBillingAddress(name));

function faultOf(name: AnswerName, answer: string): Fault | undefined {
  const text = answer.trim();
  if (!text) return optional.includes(name) ? undefined : 'required';
  if (name.endsWith('.email') && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)) return 'email';
  if (name.endsWith('.phone') && !/^\+?\d[\d ().-]{4,24}$/.test(text)) return 'phone';
  return undefined;
}

/** What is wrong with the answers, by field; the services check again. Pure. */
export function faultsIn(answers: Answers): Partial<Record<AnswerName, Fault>> {
  const faults: Partial<Record<AnswerName, Fault>> = {};
  for (const name of Object.keys(noAnswers) as AnswerName[]) {
    const answer = answers[name];
    const fault = typeof answer === 'string' && isShown(name, answers) ? faultOf(name, answer) : undefined;
    if (fault) faults[name] = fault;
  }
  if (!answers.accepted) faults.accepted = 'charter';
  return faults;
}

/** The answers as the account service takes them: nothing more than was asked. Pure. */
export function requestOf(answers: Answers, locale: Locale, charterVersion: string): SubscriptionRequest {
  const text = (name: TextName) => answers[name].trim();
  const contact = (who: 'manager' | 'billing'): Contact => ({
    name: text(`${who}.name`),
    email: text(`${who}.email`),
    ...(text(`${who}.phone`) ? { phone: text(`${who}.phone`) } : {}),
  });
  const address = (who: 'company' | 'billing'): Address => ({
    lines: [text(`${who}.line1`), text(`${who}.line2`)].filter(Boolean),
    postalCode: text(`${who}.postalCode`),
    city: text(`${who}.city`),
    country: text(`${who}.country`),
  });
  const specifics = text('billing.specifics');
  return {
    offerId: answers.offerId,
    company: { name: text('company.name'), address: address('company') },
    manager: { ...contact('manager'), phone: text('manager.phone') },
    billing: {
      ...contact(answers.sameContact ? 'manager' : 'billing'),
      ...(answers.sameAddress ? {} : { address: address('billing') }),
      ...(specifics ? { specifics } : {}),
    },
    locale,
    charterVersion,
  };
}

/** The form's field for a path that the service names; undefined when the form shows none. Pure. */
export function answerAt(path: string, answers: Answers): AnswerName | undefined {
  const flat = path
    .replace('.address.lines.1', '.line2')
    .replace(/\.address\.lines(\.0)?$/, '.line1')
    .replace('.address.', '.');
  const name = flat === 'charterVersion' ? 'accepted' : flat;
  if (!(name in noAnswers)) return undefined;
  if (isShown(name as AnswerName, answers)) return name as AnswerName;
  return ofBillingContact(name) ? (name.replace('billing', 'manager') as AnswerName) : undefined;
}
