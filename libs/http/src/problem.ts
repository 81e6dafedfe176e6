import { trace } from '@opentelemetry/api';
import type { ErrorRequestHandler, Response } from 'express';

/** What is said to the service's log: an error is shown by its class, code and frames alone. */
export type Log = Record<'warn' | 'error', (fields: object, message: string) => void>;

export type Locale = 'fr' | 'en';
export type Bilingual = Record<Locale, string>;
export interface FieldError {
  path: string;
  message: string;
}

/** An error that a person may see: RFC 9457, with a stable type and words in her language. */
export class Problem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly title: Bilingual;
  readonly detail: Bilingual | undefined;
  readonly fields: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    slug: string,
    words: { title: Bilingual; detail?: Bilingual; fields?: FieldError[]; retryAfterSeconds?: number },
  ) {
    super(slug);
    this.name = 'Problem';
    this.status = status;
    this.slug = slug;
    this.title = words.title;
    this.detail = words.detail;
    this.fields = words.fields;
    this.retryAfterSeconds = words.retryAfterSeconds;
  }
}

const say = (fr: string, en: string): Bilingual => ({ fr, en });

/** The problems that any route may answer with. */
export const problems = {
  unknown: () =>
    new Problem(404, 'not-found', {
      title: say('Introuvable', 'Not found'),
      detail: say(
        'Rien n’existe à cette adresse, ou vous n’y avez pas accès.',
        'Nothing exists at this address, or you have no access to it.',
      ),
    }),
  signInNeeded: () =>
    new Problem(401, 'sign-in-needed', {
      title: say('Connexion nécessaire', 'Sign-in needed'),
      detail: say('Connectez-vous, puis recommencez.', 'Sign in, then try again.'),
    }),
  notAllowed: () =>
    new Problem(403, 'not-allowed', {
      title: say('Non autorisé', 'Not allowed'),
      detail: say('Votre rôle ne permet pas cette action.', 'Your role does not allow this.'),
    }),
  otherOrigin: () =>
    new Problem(403, 'other-origin', {
      title: say('Origine refusée', 'Origin refused'),
      detail: say(
        'Cette demande vient d’un autre site que K-Studio.',
        'This request comes from a site that is not K-Studio.',
      ),
    }),
  invalid: (fields: FieldError[]) =>
    new Problem(400, 'invalid-input', {
      title: say('Saisie à corriger', 'Input to correct'),
      detail: say('Certains champs sont à corriger.', 'Some fields need correcting.'),
      fields,
    }),
  unreadable: () =>
    new Problem(400, 'unreadable-body', {
      title: say('Demande illisible', 'Unreadable request'),
      detail: say(
        'Le corps de la demande n’est pas du JSON valable.',
        'The body of the request is not valid JSON.',
      ),
      fields: [{ path: 'body', message: 'JSON' }],
    }),
  tooLarge: () =>
    new Problem(413, 'too-large', {
      title: say('Demande trop volumineuse', 'Request too large'),
      detail: say('La demande dépasse la taille permise.', 'The request is larger than allowed.'),
      fields: [{ path: 'body', message: 'size' }],
    }),
  wrongMediaType: (types: readonly string[] = ['application/json']) =>
    new Problem(415, 'wrong-media-type', {
      title: say('Format non pris en charge', 'Unsupported format'),
      detail: say(`Formats possibles : ${types.join(', ')}.`, `What can be sent: ${types.join(', ')}.`),
      fields: [{ path: 'content-type', message: types.join(', ') }],
    }),
  tooMany: (retryAfterSeconds: number) =>
    new Problem(429, 'too-many-requests', {
      title: say('Trop de tentatives', 'Too many attempts'),
      detail: say(
        `Réessayez dans ${retryAfterSeconds} secondes.`,
        `Try again in ${retryAfterSeconds} seconds.`,
      ),
      retryAfterSeconds,
    }),
  keyReused: () =>
    new Problem(422, 'idempotency-key-reused', {
      title: say('Clé déjà utilisée', 'Key already used'),
      detail: say(
        'Cette clé d’idempotence a déjà servi pour une autre demande.',
        'This idempotency key was already used for another request.',
      ),
      fields: [{ path: 'Idempotency-Key', message: 'reused' }],
    }),
  busy: () =>
    new Problem(503, 'try-again', {
      title: say('Service momentanément indisponible', 'Service unavailable for a moment'),
      detail: say('Rien n’est perdu. Réessayez dans un instant.', 'Nothing is lost. Try again in a moment.'),
      retryAfterSeconds: 2,
    }),
};

/** The id that support needs: the trace's. */
export const currentRequestId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** Writes a problem as `application/problem+json`. */
export function sendProblem(res: Response, problem: Problem, locale: Locale, requestId: string): void {
  if (problem.retryAfterSeconds !== undefined)
    res.setHeader('Retry-After', String(problem.retryAfterSeconds));
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `https://kstudio365.com/problems/${problem.slug}`,
        title: problem.title[locale],
        status: problem.status,
        detail: problem.detail?.[locale],
        instance: `urn:trace:${requestId}`,
        requestId,
        fields: problem.fields,
      }),
    );
}

/** Errors that Express and its body parser raise, as problems. */
function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof URIError) return problems.unknown();
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') return problems.tooLarge();
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return problems.wrongMediaType();
  if (status !== undefined && status >= 400 && status < 500) return problems.unreadable();
  const name = error instanceof Error ? error.name : '';
  if (/^Mongo(Network|ServerSelection|NotConnected)|^QuestionUnanswered/.test(name)) return problems.busy();
  return undefined;
}

/** The last Express handler: a problem is rendered, anything else is a bare 500 with the trace id. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const locale: Locale = res.locals.locale ?? 'fr';
    const problem = asProblem(error);
    if (problem) return sendProblem(res, problem, locale, res.locals.requestId);
    log.error({ err: error, method: req.method }, 'unexpected error');
    sendProblem(
      res,
      new Problem(500, 'unexpected', { title: say('Erreur inattendue', 'Unexpected error') }),
      locale,
      res.locals.requestId,
    );
  };
}
