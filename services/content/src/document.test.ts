import fc from 'fast-check';
import * as Y from 'yjs';
import { newDocument, readDocument } from './document.ts';
import { renderDocument } from './render-document.ts';
import { samples } from './samples/index.ts';

describe('a document', () => {
  it('reads back what was written into it', () => {
    const update = newDocument({
      title: 'Titre',
      summary: 'Résumé',
      blocks: [
        { heading: 2, text: 'Un' },
        { paragraph: 'Du **gras** ici' },
        { steps: ['a', 'b'] },
        { quote: 'c' },
      ],
    });
    const { title, summary, body } = readDocument([update]);
    expect({ title, summary }).toEqual({ title: 'Titre', summary: 'Résumé' });
    expect(renderDocument(body)).toBe(
      '<h2>Un</h2><p>Du <strong>gras</strong> ici</p><ol><li><p>a</p></li><li><p>b</p></li></ol><blockquote><p>c</p></blockquote>',
    );
  });

  it('takes later updates, in whatever order they come, beside the first', () => {
    const first = newDocument({ title: 'A', summary: '', blocks: [{ paragraph: 'un' }] });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, first);
    const later: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => later.push(update));
    doc.getMap('meta').set('title', 'B');
    doc.getXmlFragment('body').push([new Y.XmlElement('paragraph')]);
    const expected = readDocument([first, ...later]);
    expect(expected).toMatchObject({ title: 'B', body: [{ name: 'paragraph' }, { name: 'paragraph' }] });
    expect(readDocument([...later.toReversed(), first])).toEqual(expected);
  });

  it('lets no text become markup, and no link run anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, href) => {
        const html = renderDocument([
          {
            name: 'paragraph',
            attributes: {},
            children: [
              { text: `<script>${text}</script><img src=x onerror=a()>`, link: `javascript:${href}` },
            ],
          },
        ]);
        expect(html).not.toMatch(/<(?!\/?(p|a)[ >])/);
        expect(html).not.toMatch(/href="\s*javascript/i);
      }),
    );
  });
});

describe('the samples of a new space', () => {
  it('are one course to read and three templates, each with a title, a summary and sections', () => {
    expect(samples.map(({ kind }) => kind)).toEqual(['course', 'template', 'template', 'template']);
    for (const sample of samples) {
      const { title, summary, body } = readDocument([newDocument(sample)]);
      expect(title).toBe(sample.title);
      expect(summary.length).toBeGreaterThan(30);
      expect(renderDocument(body).match(/<h2>/g)!.length).toBeGreaterThanOrEqual(3);
    }
  });
});
