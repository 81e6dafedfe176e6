import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks where the chosen words lead. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation();
  const now = String(editor.getAttributes('link').href ?? '');
  const [href, setHref] = useState(now);
  const [fault, setFault] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const address = addressIn(href);
    if (!address) return setFault(true);
    onClose();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !now)
      chain
        .insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] })
        .run();
    else chain.setLink({ href: address }).run();
  };
  const remove = () => {
    onClose();
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('write.link.title')}
      closeButtonProps={{ 'aria-label': t('write.link.cancel') }}
      returnFocus={false}
    >
      <form noValidate onSubmit={apply}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t('write.link.address')}
            placeholder="https://"
            inputMode="url"
            value={href}
            error={fault && t('write.link.fault')}
            onChange={(event) => setHref(event.currentTarget.value)}
          />
          <Group gap="sm">
            <Button type="submit">{t('write.link.apply')}</Button>
            {now && (
              <Button variant="default" onClick={remove}>
                {t('write.link.remove')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** An address that a reader may follow: the web's or a mailbox's; undefined where it is none. */
function addressIn(typed: string): string | undefined {
  const text = typed.trim();
  const whole = /^[a-z][a-z+.-]*:/i.test(text)
    ? text
    : text.includes('@')
      ? `mailto:${text}`
      : `https://${text}`;
  if (!/^(https?|mailto):/i.test(whole) || text === '') return undefined;
  return URL.canParse(whole) ? whole : undefined;
}
