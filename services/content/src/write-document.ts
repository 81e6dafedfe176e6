import * as Y from 'yjs';
import {
  type Attributes,
  bodyOf,
  markNames,
  metaOf,
  type Node,
  type Reading,
  readLive,
  type Span,
} from './document.ts';

/**
 * Makes a live document say this. What is the same at the beginning and at the end of the body is left alone, so that
 * what others write there at the same time stays.
 */
export function writeDocument(doc: Y.Doc, { title, summary, body }: Reading): void {
  const before = readLive(doc);
  doc.transact(() => {
    if (before.title !== title) metaOf(doc).set('title', title);
    if (before.summary !== summary) metaOf(doc).set('summary', summary);
    const [first, last] = changedPart(before.body, body);
    const fragment = bodyOf(doc);
    const gone = fragment.length - first - last;
    if (gone > 0) fragment.delete(first, gone);
    const added = body.slice(first, body.length - last).map(typeOf);
    if (added.length > 0) fragment.insert(first, added);
  });
}

/** How many blocks at the beginning and at the end are the same in both. Pure. */
function changedPart(before: readonly unknown[], after: readonly unknown[]): [number, number] {
  const [old, now] = [before, after].map((all) => all.map((block) => stable(block))) as [string[], string[]];
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  return [first, last];
}

/** The same text for the same block, in whatever order its attributes and marks come. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
      : part,
  );

function typeOf(part: Node | Span): Y.XmlElement | Y.XmlText {
  if ('text' in part) return textOf([part]);
  const element = new Y.XmlElement(part.name);
  for (const [name, value] of Object.entries(part.attributes)) element.setAttribute(name, value as never);
  element.insert(
    0,
    runsOf(part.children).map((run) => (Array.isArray(run) ? textOf(run) : typeOf(run as Node))),
  );
  return element;
}

/** Neighbouring spans are one text. */
function runsOf(children: readonly (Node | Span)[]): (Node | Span[])[] {
  const runs: (Node | Span[])[] = [];
  for (const child of children) {
    const before = runs.at(-1);
    if (!('text' in child)) runs.push(child);
    else if (Array.isArray(before)) before.push(child);
    else runs.push([child]);
  }
  return runs;
}

function textOf(spans: readonly Span[]): Y.XmlText {
  const text = new Y.XmlText();
  let at = 0;
  for (const span of spans) {
    text.insert(at, span.text, marksOf(span));
    at += span.text.length;
  }
  return text;
}

function marksOf(span: Span): Record<string, Attributes> {
  const marks = markNames.filter((mark) => span[mark]).map((mark) => [mark, {}] as const);
  return { ...Object.fromEntries(marks), ...(span.link ? { link: { href: span.link } } : {}) };
}
