/** `failed`: the owner's answer threw; `invalid`: it is not of the question's shape; `too-large`: over 256 KiB. */
export type Why = 'deadline' | 'disconnected' | 'failed' | 'invalid' | 'too-large';

/** A question got no usable answer in time. */
export class QuestionUnanswered extends Error {
  override readonly name = 'QuestionUnanswered';
  readonly question: string;
  readonly why: Why;
  constructor(question: string, why: Why) {
    super(`${question}: ${why}`);
    this.question = question;
    this.why = why;
  }
}
