/** A reason why the system cannot start, said to a person: what happened, and what to do about it. */
export class StartFailure extends Error {
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'StartFailure';
    this.remedy = remedy;
  }
}

/** Turns an error of the operating system into a sentence; anything unknown comes back as it was. */
export function asStartFailure(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StartFailure(
      'The disk is full.',
      'Free about 2 GB on the disk of this folder and try again.',
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EROFS') {
    const path = (error as { path?: string }).path ?? 'this folder';
    return new StartFailure(
      `${path} cannot be written.`,
      'Work in a folder that belongs to you, or give it to yourself with chown.',
      { cause: error },
    );
  }
  return error;
}
