import * as Y from 'yjs';
import { appendUpdate, content, updatesOf } from '../../api/calls.ts';
import { ApiProblem, asProblem } from '../../api/problem.ts';
import { createUnsent, fromBase64, type Unsent } from './unsent.ts';

/** Where a document stands between this page and the service. */
export type Standing =
  | { is: 'opening' }
  | { is: 'saved'; at: Date | null }
  | { is: 'saving' }
  | { is: 'offline' }
  | { is: 'refused'; problem: ApiProblem };

/** Real time, in ms. */
const PAUSE = 400;
const RETRY_FIRST = 1_000;
const RETRY_MOST = 15_000;
/** Less than the service takes in one piece. */
const MOST_BYTES = 900_000;
/** What a page that is left may still send. */
const MOST_LEAVING = 60_000;
const isLost = ({ status }: ApiProblem) => status === 0 || status >= 500 || status === 429;

/**
 * A document that follows its log on the service, and adds to it what is written here. Writing never waits: what is
 * not taken yet is kept in this tab, and sent when the network is back.
 */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly contentId: string;
  #standing: Standing = { is: 'opening' };
  #listeners = new Set<() => void>();
  #unsent: Unsent;
  #stream: EventSource | undefined;
  #heard = 0;
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryIn = RETRY_FIRST;
  #closing = new AbortController();

  constructor(personId: string, contentId: string) {
    this.contentId = contentId;
    this.#unsent = createUnsent(personId, contentId);
    for (const update of this.#unsent.all) Y.applyUpdate(this.doc, update, this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#written(update);
    });
  }

  get standing(): Standing {
    return this.#standing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Follows the log while the page is looked at; a browser has few connections for the tabs that nobody sees. What it
   * gives back closes it; `onLeft` is called once what was still unsent has been answered.
   */
  open(onLeft: () => void): () => void {
    const { signal } = (this.#closing = new AbortController());
    const look = () => (document.hidden ? this.#unfollow() : this.#follow());
    document.addEventListener('visibilitychange', look, { signal });
    window.addEventListener('online', () => this.#retryNow(), { signal });
    window.addEventListener('offline', () => this.#lost(), { signal });
    window.addEventListener('pagehide', () => void this.#leave(), { signal });
    this.#follow();
    if (this.#unsent.all.length > 0) this.#sendIn(0);
    return () => void this.#close().then(onLeft);
  }

  #close(): Promise<void> {
    const left = this.#leave();
    this.#closing.abort();
    this.#unfollow();
    clearTimeout(this.#timer);
    return left;
  }

  #follow(): void {
    if (this.#stream || this.#closing.signal.aborted) return;
    const stream = new EventSource(`${updatesOf(this.contentId)}?after=${this.#heard}`);
    this.#stream = stream;
    stream.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      Y.applyUpdate(this.doc, fromBase64(data), this);
      this.#heard = Math.max(this.#heard, Number(lastEventId));
    };
    stream.addEventListener('live', () => {
      if (this.#standing.is === 'opening' && this.#unsent.all.length === 0)
        this.#say({ is: 'saved', at: null });
      else if (this.#standing.is === 'opening' || this.#standing.is === 'offline') this.#retryNow();
    });
    stream.addEventListener('gone', () => this.#refuse(new ApiProblem(404, {})));
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) void this.#followAgain();
    };
  }

  #unfollow(): void {
    this.#stream?.close();
    this.#stream = undefined;
  }

  /** A stream was refused: a session may be renewed by asking for the content; a refusal that stays is said. */
  async #followAgain(): Promise<void> {
    this.#unfollow();
    try {
      await content(this.contentId);
      this.#later(() => this.#follow());
    } catch (error) {
      const problem = asProblem(error);
      if (!isLost(problem)) return this.#refuse(problem);
      this.#lost();
      this.#later(() => void this.#followAgain());
    }
  }

  #written(update: Uint8Array): void {
    this.#unsent.add(update);
    if (this.#standing.is === 'refused') return;
    if (this.#standing.is !== 'offline') this.#say({ is: 'saving' });
    if (!this.#timer && !this.#sending) this.#sendIn(PAUSE);
  }

  #sendIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    this.#timer = undefined;
    const piece = this.#nextPiece();
    if (this.#sending || piece.length === 0) return;
    this.#sending = true;
    try {
      await appendUpdate(this.contentId, Y.mergeUpdates([...piece]));
      this.#unsent.taken(piece);
      this.#retryIn = RETRY_FIRST;
      this.#say(this.#unsent.all.length === 0 ? { is: 'saved', at: new Date() } : { is: 'saving' });
    } catch (error) {
      const problem = asProblem(error);
      if (isLost(problem)) this.#lost();
      else this.#refuse(problem);
    } finally {
      this.#sending = false;
    }
    if (this.#unsent.all.length === 0 || this.#standing.is === 'refused') return;
    this.#sendIn(this.#standing.is === 'offline' ? this.#pause() : 0);
  }

  /** Those of the updates that wait which go in one request. */
  #nextPiece(): readonly Uint8Array[] {
    let bytes = 0;
    const cut = this.#unsent.all.findIndex((update, index) => {
      bytes += update.length;
      return index > 0 && bytes > MOST_BYTES;
    });
    return cut === -1 ? this.#unsent.all : this.#unsent.all.slice(0, cut);
  }

  #pause(): number {
    const pause = this.#retryIn;
    this.#retryIn = Math.min(pause * 2, RETRY_MOST);
    return pause;
  }

  #later(work: () => void): void {
    const timer = setTimeout(work, this.#pause());
    this.#closing.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  #retryNow(): void {
    if (this.#standing.is === 'refused') return;
    if (this.#standing.is === 'offline') this.#say({ is: 'saving' });
    this.#retryIn = RETRY_FIRST;
    this.#sendIn(0);
    if (this.#unsent.all.length === 0) this.#say({ is: 'saved', at: null });
    if (!this.#stream && !document.hidden) this.#follow();
  }

  async #leave(): Promise<void> {
    const left = this.#unsent.all;
    const bytes = left.reduce((sum, update) => sum + update.length, 0);
    if (left.length === 0 || bytes > MOST_LEAVING || this.#standing.is === 'refused') return;
    await appendUpdate(this.contentId, Y.mergeUpdates([...left]), true).then(
      () => this.#unsent.taken(left),
      () => undefined,
    );
  }

  #lost(): void {
    if (this.#standing.is !== 'refused') this.#say({ is: 'offline' });
  }

  #refuse(problem: ApiProblem): void {
    this.#unfollow();
    this.#say({ is: 'refused', problem });
  }

  #say(standing: Standing): void {
    this.#standing = standing;
    for (const listener of this.#listeners) listener();
  }
}
