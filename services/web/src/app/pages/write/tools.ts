import type { Editor } from '@tiptap/core';
import {
  Bold,
  Code,
  Heading2,
  Heading3,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  SquareCode,
  Underline,
  Undo2,
} from 'lucide-react';
import type { Texts } from '../../i18n/fr/index.ts';

export interface Tool {
  name: Exclude<keyof Texts['write']['tools'], 'label' | 'image'>;
  icon: LucideIcon;
  /** The keys that do the same. */
  keys?: string;
  isOn?: (editor: Editor) => boolean;
  /** Absent where a dialog asks first. */
  run?: (editor: Editor) => void;
}

const does = (editor: Editor) => editor.chain().focus();

/** The toolbar, from left to right. */
// biome-ignore format: a table is read by its columns
export const tools: readonly Tool[] = [
  { name: 'heading', icon: Heading2, keys: 'Ctrl+Alt+2', isOn: (e) => e.isActive('heading', { level: 2 }), run: (e) => does(e).toggleHeading({ level: 2 }).run() },
  { name: 'subheading', icon: Heading3, keys: 'Ctrl+Alt+3', isOn: (e) => e.isActive('heading', { level: 3 }), run: (e) => does(e).toggleHeading({ level: 3 }).run() },
  { name: 'bold', icon: Bold, keys: 'Ctrl+B', isOn: (e) => e.isActive('bold'), run: (e) => does(e).toggleBold().run() },
  { name: 'italic', icon: Italic, keys: 'Ctrl+I', isOn: (e) => e.isActive('italic'), run: (e) => does(e).toggleItalic().run() },
  { name: 'underline', icon: Underline, keys: 'Ctrl+U', isOn: (e) => e.isActive('underline'), run: (e) => does(e).toggleUnderline().run() },
  { name: 'bullets', icon: List, keys: 'Ctrl+Shift+8', isOn: (e) => e.isActive('bulletList'), run: (e) => does(e).toggleBulletList().run() },
  { name: 'steps', icon: ListOrdered, keys: 'Ctrl+Shift+7', isOn: (e) => e.isActive('orderedList'), run: (e) => does(e).toggleOrderedList().run() },
  { name: 'quote', icon: Quote, keys: 'Ctrl+Shift+B', isOn: (e) => e.isActive('blockquote'), run: (e) => does(e).toggleBlockquote().run() },
  { name: 'code', icon: Code, keys: 'Ctrl+E', isOn: (e) => e.isActive('code'), run: (e) => does(e).toggleCode().run() },
  { name: 'codeBlock', icon: SquareCode, keys: 'Ctrl+Alt+C', isOn: (e) => e.isActive('codeBlock'), run: (e) => does(e).toggleCodeBlock().run() },
  { name: 'link', icon: Link, isOn: (e) => e.isActive('link') },
  { name: 'undo', icon: Undo2, keys: 'Ctrl+Z', run: (e) => does(e).undo().run() },
  { name: 'redo', icon: Redo2, keys: 'Ctrl+Y', run: (e) => does(e).redo().run() },
];
