import { EditorContent, useEditor } from '@tiptap/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { keepImage } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import { toast } from '../../parts/toast.ts';
import { extensionsFor } from './extensions.ts';
import { ImageText } from './image-text.tsx';
import { takeIn } from './take-in.ts';
import { bodyId, Toolbar } from './toolbar.tsx';
import styles from './write.module.css';

/** Where somebody writes stays clear of the header and the toolbar that lie over the page. */
const room = { top: 180, bottom: 40, left: 0, right: 0 };

interface BodyEditorProps {
  doc: Y.Doc;
  contentId: string;
  editable: boolean;
}

/** The body of a content under its toolbar: blocks, marks, images that are pasted, dropped or chosen. */
export function BodyEditor({ doc, contentId, editable }: BodyEditorProps) {
  const { t } = useTranslation();
  const extensions = useMemo(() => extensionsFor(doc), [doc]);
  const editor = useEditor({
    extensions,
    editable,
    // A text would be read as markup, which the page's Trusted Types refuse. What there is comes from the document.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    // The page's policy lets no style be made while it runs: ours is in write.module.css.
    injectCSS: false,
    editorProps: {
      scrollThreshold: room,
      scrollMargin: room,
      attributes: {
        id: bodyId,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('write.bodyLabel'),
      },
      handleDOMEvents: takeIn((files) => void insertImages(files)),
    },
  });

  async function insertImages(files: readonly File[]): Promise<void> {
    for (const file of files) {
      try {
        const imageId = await keepImage(contentId, file);
        editor
          .chain()
          .focus()
          .insertContent({ type: 'image', attrs: { imageId, alt: '' } })
          .run();
      } catch (error) {
        const { status, detail } = asProblem(error);
        void toast(status === 0 ? t('write.image.offline') : (detail ?? t('problems.title')));
      }
    }
  }

  return (
    <>
      <Toolbar editor={editor} onImages={(files) => void insertImages(files)}>
        <ImageText editor={editor} />
      </Toolbar>
      <EditorContent editor={editor} className={styles.body} />
    </>
  );
}
