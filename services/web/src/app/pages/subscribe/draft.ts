import type { Answers } from './answers.ts';

let draft: Answers | undefined;

/** What was typed so far, while other pages are looked at: in memory alone, nothing is stored on the device. */
export const readDraft = (): Answers | undefined => draft;

export function keepDraft(answers: Answers): void {
  draft = answers;
}

/** The request is in, and its page is left: what was typed is forgotten here. */
export function forgetDraft(): void {
  draft = undefined;
}
