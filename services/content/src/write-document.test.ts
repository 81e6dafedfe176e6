import fc from 'fast-check';
import * as Y from 'yjs';
import { type Node, newDocument, openDocument, type Reading, readLive, type Span } from './document.ts';
import { imagesIn, renderDocument } from './render-document.ts';
import { writeDocument } from './write-document.ts';

const span = fc
  .record({
    text: fc.string({ minLength: 1, maxLength: 8 }),
    bold: fc.option(fc.constant(true as const), { nil: undefined }),
    link: fc.option(fc.webUrl(), { nil: undefined }),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Span);
const block: fc.Arbitrary<Node> = fc.record({
  name: fc.constantFrom('paragraph', 'heading', 'blockquote'),
  attributes: fc.constantFrom<Node['attributes']>({}, { level: 2 }),
  children: fc.array(span, { maxLength: 1 }),
});
const reading: fc.Arbitrary<Reading> = fc.record({
  title: fc.string({ maxLength: 20 }),
  summary: fc.string({ maxLength: 20 }),
  body: fc.array(block, { maxLength: 6 }),
});

describe('a whole document written into a live one', () => {
  it('says afterwards just that, whatever was there', () => {
    fc.assert(
      fc.property(reading, reading, (before, after) => {
        const doc = new Y.Doc();
        writeDocument(doc, before);
        writeDocument(doc, after);
        expect(readLive(doc)).toEqual(after);
      }),
    );
  });

  it('changes nothing where it says the same', () => {
    fc.assert(
      fc.property(reading, (same) => {
        const doc = new Y.Doc();
        writeDocument(doc, same);
        let updates = 0;
        doc.on('update', () => (updates += 1));
        writeDocument(doc, same);
        expect(updates).toBe(0);
      }),
    );
  });

  it('loses nothing that somebody writes elsewhere in it at the same time', () => {
    const start = newDocument({
      title: 'T',
      summary: '',
      blocks: [{ paragraph: 'un' }, { paragraph: 'deux' }, { paragraph: 'trois' }],
    });
    const [program, person] = [openDocument([start]), openDocument([start])];
    const { title, summary, body } = readLive(program);
    const changed = body.map((one, index) => (index === 1 ? { ...one, children: [{ text: 'DEUX' }] } : one));
    writeDocument(program, { title, summary, body: changed as Node[] });
    const last = person.getXmlFragment('body').get(2) as Y.XmlElement;
    (last.get(0) as Y.XmlText).insert(5, ' et demi');
    Y.applyUpdate(program, Y.encodeStateAsUpdate(person));
    expect(renderDocument(readLive(program).body)).toBe('<p>un</p><p>DEUX</p><p>trois et demi</p>');
  });
});

describe('images of a document', () => {
  const image = (imageId: string): Node => ({
    name: 'image',
    attributes: { imageId, alt: 'a "b"' },
    children: [],
  });
  const known = '01a21e43-be65-7053-8804-d44ab961f7e5';

  it('are shown where the reader may see them, and nowhere else', () => {
    expect(renderDocument([image(known)])).toBe(
      `<img src="/api/content/images/${known}" alt="a &quot;b&quot;" />`,
    );
    expect(renderDocument([image(known)], (id) => `/m/${id}`)).toContain(`src="/m/${known}"`);
    expect(renderDocument([image(known)], () => undefined)).toBe('');
  });

  it('are ours alone: no other address can be named', () => {
    for (const id of ['../../x', 'https://elsewhere.example/a', '"><script>', ''])
      expect(renderDocument([image(id)])).toBe('');
    expect(renderDocument([{ name: 'paragraph', attributes: {}, children: [{ text: '<img src=x>' }] }])).toBe(
      '<p>&lt;img src=x&gt;</p>',
    );
  });

  it('are found wherever they stand', () => {
    expect(imagesIn([{ name: 'blockquote', attributes: {}, children: [image(known)] }, image('b')])).toEqual([
      known,
      'b',
    ]);
  });
});
