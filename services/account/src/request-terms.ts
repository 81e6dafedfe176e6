import { categories, endOfTerm, legalTerms } from '@kstudio/charter';
import type { RequestKind, RequestRow } from './requests.store.ts';

/** A person's request is answered within a month: GDPR 12(3), in Paris days. */
export const answerDue = (receivedAt: Date): Date => endOfTerm(receivedAt, legalTerms.answer.value).instant;

/** Two months more, where she is told so with the reasons inside the first: GDPR 12(3). */
export const extendedDue = (dueAt: Date): Date => endOfTerm(dueAt, legalTerms.answerExtension.value).instant;

/** Whether the extension may still be told: inside the first month alone. Pure. */
export const mayExtend = ({ receivedAt }: Pick<RequestRow, 'receivedAt'>, now: Date): boolean =>
  now < answerDue(receivedAt);

const [noRequest, spam] = categories.requests.sooner ?? [];

/** When a settled request goes: a year after the answer; what was no request, or spam, days after it came. Pure. */
export function requestGoes(kind: RequestKind, receivedAt: Date, settledAt: Date): Date {
  if (kind === 'no-request') return endOfTerm(receivedAt, noRequest?.keep ?? 'P30D').instant;
  if (kind === 'spam') return endOfTerm(receivedAt, spam?.keep ?? 'P7D').instant;
  return endOfTerm(settledAt, categories.requests.term.keep ?? 'P1Y').instant;
}
