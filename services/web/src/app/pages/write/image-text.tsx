import { TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import styles from './write.module.css';

/** What the chosen image shows, for those who cannot see it. */
export function ImageText({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const chosen = useEditorState({
    editor,
    selector: ({ editor: its }) =>
      its.isActive('image') ? { alt: String(its.getAttributes('image').alt ?? '') } : null,
  });
  if (!chosen) return null;
  return (
    <TextInput
      className={styles.alt}
      label={t('write.image.text')}
      description={t('write.image.help')}
      maxLength={300}
      value={chosen.alt}
      onChange={(event) => editor.commands.updateAttributes('image', { alt: event.currentTarget.value })}
    />
  );
}
