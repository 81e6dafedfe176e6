import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { subscribe } from '../../api/calls.ts';
import { type ApiProblem, asProblem, formPath } from '../../api/problem.ts';
import type { SubscriptionRequest } from '../../api/types.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { type AnswerName, type Answers, answerAt, faultsIn, noAnswers, requestOf } from './answers.ts';
import { keepDraft, readDraft } from './draft.ts';
import type { SentRequest } from './subscribe.tsx';

/** The state of the form, as its fields use it. */
export type AnswerForm = ReturnType<typeof useAnswers>;

/** One key for one wording of the request: a double click or a repeated sending makes one subscription. */
function useIdempotencyKey() {
  const last = useRef({ body: '', key: '' });
  return (request: SubscriptionRequest): string => {
    const body = JSON.stringify(request);
    if (last.current.body !== body) last.current = { body, key: crypto.randomUUID() };
    return last.current.key;
  };
}

/** Keeps the answers, also while other pages are looked at; says what is wrong with them; sends them. */
export function useAnswers(offerId: string, charterVersion: string, onSent: (sent: SentRequest) => void) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState<Answers>(() => readDraft() ?? { ...noAnswers, offerId });
  useEffect(() => keepDraft(answers), [answers]);
  const [left, setLeft] = useState<ReadonlySet<AnswerName>>(new Set());
  const [tried, setTried] = useState(0);
  // Those that a try found wrong: a field that is shown later is not blamed before it is filled in.
  const [blamed, setBlamed] = useState<ReadonlySet<AnswerName>>(new Set());
  const [refused, setRefused] = useState<Partial<Record<AnswerName, string>>>({});
  const keyFor = useIdempotencyKey();
  const sending = useMutation({
    mutationFn: (request: SubscriptionRequest) => subscribe(request, keyFor(request)),
    onSuccess: ({ expiresAt }, request) => onSent({ email: request.manager.email, expiresAt }),
    onError: (error) => {
      setRefused(refusedFields(asProblem(error), answers));
      setTried((count) => count + 1);
    },
  });

  const faults = faultsIn(answers);
  const errorOf = (name: AnswerName): string | undefined => {
    const fault = faults[name];
    if (fault && (blamed.has(name) || left.has(name))) return t(`subscribe.errors.${fault}`);
    return refused[name];
  };
  return {
    answers,
    errorOf,
    /** Counts the tries that failed, so that the summary can take the focus anew. */
    tried,
    sending: sending.isPending,
    /** A problem that no field can show. */
    problem: sending.isError && Object.keys(refused).length === 0 ? sending.error : undefined,
    answer<N extends AnswerName>(name: N, value: Answers[N]) {
      setAnswers((before) => ({ ...before, [name]: value }));
      setRefused((before) => ({ ...before, [name]: undefined }));
    },
    leave: (name: AnswerName) => setLeft((before) => new Set(before).add(name)),
    submit: (event: FormEvent) => {
      event.preventDefault();
      if (sending.isPending) return;
      setRefused({});
      const wrong = Object.keys(faults) as AnswerName[];
      setBlamed((before) => new Set([...before, ...wrong]));
      if (wrong.length > 0) setTried((count) => count + 1);
      else sending.mutate(requestOf(answers, currentLocale(), charterVersion));
    },
  };
}

/** What the service says of single fields; what it says of the whole request is shown as a note. */
function refusedFields(problem: ApiProblem, answers: Answers): Partial<Record<AnswerName, string>> {
  if (problem.slug !== 'invalid-input') return {};
  const entries = problem.fields.map(
    ({ path, message }) => [answerAt(formPath(path), answers), message] as const,
  );
  return Object.fromEntries(entries.filter(([name]) => name !== undefined));
}
