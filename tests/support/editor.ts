import * as Y from 'yjs';
import { eventually } from './eventually.ts';

/** An editor without a page: a document that follows a content's log over HTTP. */
export class Editor {
  readonly doc = new Y.Doc();
  readonly #leaving = new AbortController();
  #unsent: Uint8Array[] = [];
  /** What came over the stream, as it stood. */
  heard = '';

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#unsent.push(update);
    });
  }

  get text(): string {
    return this.doc.getXmlFragment('body').toJSON();
  }

  /** Follows the log; resolves once what there was has come. */
  async follow(origin: string, contentId: string, headers: Record<string, string>): Promise<void> {
    const response = await fetch(`${origin}/api/content/contents/${contentId}/updates`, {
      headers,
      signal: this.#leaving.signal,
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const read = async () => {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) this.#take(chunk.value);
    };
    void read().catch(() => undefined);
    await eventually(() => {
      if (!this.heard.includes('event: live')) throw new Error('not live yet');
    });
  }

  #rest = '';
  #take(text: string): void {
    this.heard += text;
    this.#rest += text;
    const events = this.#rest.split('\n\n');
    this.#rest = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data && /^id: /m.test(event)) Y.applyUpdate(this.doc, Buffer.from(data, 'base64'), this);
    }
  }

  /** Adds a paragraph. */
  write(text: string): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    this.doc.getXmlFragment('body').push([paragraph]);
  }

  /** What was written here and not taken yet, as one update. */
  take(): Uint8Array {
    const update = Y.mergeUpdates(this.#unsent);
    this.#unsent = [];
    return update;
  }

  leave = () => this.#leaving.abort();
}
