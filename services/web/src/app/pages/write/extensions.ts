import type { Extensions } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import StarterKit from '@tiptap/starter-kit';
import type * as Y from 'yjs';
import { ImageNode } from './image-node.ts';

/** What can be written: the blocks and marks that the service knows too. Opening a document changes nothing in it. */
export const extensionsFor = (doc: Y.Doc): Extensions => [
  StarterKit.configure({
    heading: { levels: [2, 3] },
    undoRedo: false,
    trailingNode: false,
    dropcursor: { color: false, class: 'drop-cursor' },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      HTMLAttributes: { target: null, rel: 'noopener nofollow' },
    },
  }),
  ImageNode,
  Collaboration.configure({ document: doc, field: 'body' }),
];
