import { DOMParser as BlockParser } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import DOMPurify from 'dompurify';

type Files = readonly File[];
const images = (files: FileList | undefined): Files =>
  [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));

/**
 * Takes what is pasted or dropped from elsewhere. Images go to `keep`; markup is cleaned first and read from the
 * cleaned tree (the page's Trusted Types refuse it as text); everything else is the editor's own business.
 */
export const takeIn = (keep: (files: Files) => void) => ({
  paste: (view: EditorView, event: ClipboardEvent) => takeData(view, event, event.clipboardData, keep),
  drop: (view: EditorView, event: DragEvent) => {
    if (view.dragging) return false;
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
    const taken = takeData(view, event, event.dataTransfer, keep, at?.pos);
    if (taken) view.focus();
    return taken;
  },
});

function takeData(
  view: EditorView,
  event: Event,
  data: DataTransfer | null,
  keep: (files: Files) => void,
  at?: number,
): boolean {
  const files = images(data?.files);
  const html = data?.getData('text/html') ?? '';
  const inCode = view.state.selection.$from.parent.type.spec.code;
  if (files.length === 0 && (html === '' || inCode)) return false;
  event.preventDefault();
  if (files.length > 0) keep(files);
  else insertMarkup(view, html, at);
  return true;
}

/** Styles and handlers go before anything reads the markup: the page's policy would complain of each. Pure. */
export const withoutStyles = (html: string): string =>
  html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<[a-z][^>]*>/gi, (tag) =>
      tag.replaceAll(/\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ''),
    );

function insertMarkup(view: EditorView, html: string, at?: number): void {
  const tree = DOMPurify.sanitize(withoutStyles(html), {
    RETURN_DOM: true,
    FORBID_ATTR: ['style', 'id', 'name', 'class'],
  });
  const slice = BlockParser.fromSchema(view.state.schema).parseSlice(tree);
  const { tr } = view.state;
  if (at === undefined) tr.replaceSelection(slice);
  else tr.replaceRange(at, at, slice);
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}
