import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnswerName, noAnswers } from './answers.ts';
import { labelOf } from './fields.tsx';
import styles from './subscribe.module.css';
import type { AnswerForm } from './use-answers.ts';

/** After a try that failed: how many answers to look at again, with a link to each. Takes the focus. */
export function FaultSummary({ form }: { form: AnswerForm }) {
  const { t } = useTranslation();
  const summary = useRef<HTMLDivElement>(null);
  const { tried } = form;
  const wrong = (Object.keys(noAnswers) as AnswerName[]).filter((name) => form.errorOf(name));
  useEffect(() => {
    if (tried > 0) summary.current?.focus();
  }, [tried]);
  if (tried === 0 || wrong.length === 0) return null;
  return (
    <div ref={summary} tabIndex={-1} className={styles.faults} role="group" aria-labelledby="faults">
      <p id="faults">{t('subscribe.errors.summary', { count: wrong.length })}</p>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a href={`#${name}`} onClick={(event) => goTo(event, name)}>
              {nameOf(name)}
            </a>
            {' — '}
            {form.errorOf(name)}
          </li>
        ))}
      </ul>
    </div>
  );

  function nameOf(name: AnswerName): string {
    if (name === 'offerId') return t('subscribe.offer.title');
    if (name === 'accepted' || name === 'sameContact' || name === 'sameAddress') {
      return t('subscribe.charter.title');
    }
    return labelOf(t, name);
  }
}

function goTo(event: { preventDefault(): void }, name: AnswerName) {
  event.preventDefault();
  document.getElementById(name)?.focus();
}
