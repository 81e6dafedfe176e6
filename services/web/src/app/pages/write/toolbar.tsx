import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { ImagePlus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkDialog } from './link-dialog.tsx';
import { tools } from './tools.ts';
import styles from './write.module.css';

/** What the toolbar acts on. */
export const bodyId = 'content-body';

interface ToolbarProps {
  editor: Editor;
  /** What goes with the tools and must stay in sight as they do. */
  children?: ReactNode;
  onImages: (files: readonly File[]) => void;
}

/** What can be done to the text: one stop for the Tab key, then arrows, as toolbars are used. */
export function Toolbar({ editor, onImages, children }: ToolbarProps) {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: its }) => tools.filter(({ isOn }) => isOn?.(its)).map(({ name }) => name),
  });
  return (
    <div className={styles.tools}>
      <div
        role="toolbar"
        aria-label={t('write.tools.label')}
        aria-controls={bodyId}
        className={styles.toolbar}
        onKeyDown={walk}
      >
        {tools.map(({ name, icon: Icon, keys, run, isOn }, index) => (
          <button
            key={name}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            className={styles.tool}
            aria-label={t(`write.tools.${name}`)}
            title={keys ? `${t(`write.tools.${name}`)} (${keys})` : t(`write.tools.${name}`)}
            aria-pressed={isOn ? active.includes(name) : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => (run ? run(editor) : setLinking(true))}
          >
            <Icon size={18} aria-hidden="true" />
          </button>
        ))}
        <button
          type="button"
          tabIndex={-1}
          className={styles.tool}
          aria-label={t('write.tools.image')}
          title={t('write.tools.image')}
          onClick={() => files.current?.click()}
        >
          <ImagePlus size={18} aria-hidden="true" />
        </button>
        <input
          ref={files}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            onImages([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
      </div>
      {children}
    </div>
  );
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(':scope > button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = steps[event.key]?.(at, buttons.length);
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  for (const [index, button] of buttons.entries()) button.tabIndex = index === to ? 0 : -1;
  buttons[to]?.focus();
}
