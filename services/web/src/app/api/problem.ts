/** A field that the server refused, with the sentence that says why in the person's language. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What a service answered instead of what was asked: RFC 9457, or the loss of the network (status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: FieldProblem[];

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.title === 'string' ? body.title : '');
    this.name = 'ApiProblem';
    this.status = status;
    this.slug = typeof body.type === 'string' ? (body.type.split('/').pop() ?? '') : '';
    this.detail = typeof body.detail === 'string' ? body.detail : undefined;
    this.requestId = typeof body.requestId === 'string' ? body.requestId : undefined;
    this.fields = Array.isArray(body.fields) ? (body.fields as FieldProblem[]) : [];
  }
}

/** The problem in an unknown error: a failed `fetch` is a network that is not there. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, {});
}

/** The server names `body.company.name` or `/company/name`; a form knows `company.name`. */
export const formPath = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^body\./, '');
