// K-Studio: the choice about cookies. Loaded when there is none, or from the foot of a page.
const version = '__VERSION__';
const words = __WORDS__;
const seconds = __SECONDS__;
const style = `
.ks-choice{position:fixed;inset:auto 0 0;z-index:300;box-sizing:border-box;max-height:90vh;overflow:auto;padding:1rem max(1rem,calc(50vw - 33.5rem));background:#fffdf8;color:#1f1b16;border-top:3px solid #1f4b43;box-shadow:0 -6px 24px #0003;font-size:1rem;line-height:1.5}
.ks-choice h2{margin:0 0 .35rem;font-size:1.125rem;font-weight:700}
.ks-choice p{margin:0 0 .75rem;max-width:62rem}
.ks-choice div{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.6rem;max-width:44rem}
.ks-choice button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border:2px solid #1f4b43;border-radius:.4rem;background:#fffdf8;color:#1f4b43;cursor:pointer}
.ks-choice button:hover{background:#1f4b43;color:#fff}
.ks-choice button:disabled{border-color:#8a857c;background:transparent;color:#6b665d;cursor:not-allowed}
.ks-choice a{color:#1f4b43}
.ks-choice :focus-visible{outline:3px solid #b4552d;outline-offset:2px}
.ks-choice h2:focus{outline:none}
.ks-dark .ks-choice{background:#1f1c18;color:#f1eee6;border-color:#8fcabb}
.ks-dark .ks-choice button{background:#1f1c18;border-color:#8fcabb;color:#8fcabb}
.ks-dark .ks-choice button:hover{background:#8fcabb;color:#14201d}
.ks-dark .ks-choice button:disabled{border-color:#8d887e;background:transparent;color:#a9a498}
.ks-dark .ks-choice a{color:#8fcabb}
@media print{.ks-choice{display:none}}
`;
const root = document.documentElement;
let box;

const made = (tag, more = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...inside);
  return element;
};
const present = () => /(?:^|; )ks_choice=(\w+)\./.exec(document.cookie)?.[1];
const signalled = () => navigator.globalPrivacyControl || navigator.doNotTrack === '1';
const night = matchMedia('(prefers-color-scheme: dark)');
const paint = () => {
  const theme = root.dataset.mantineColorScheme;
  root.classList.toggle('ks-dark', theme ? theme === 'dark' : night.matches);
};
const localeOf = () => (root.lang.startsWith('en') ? 'en' : 'fr');

function close() {
  box?.remove();
  box = undefined;
  document.body.style.removeProperty('padding-bottom');
}

/** A refusal lives in this browser alone: no request, but to withdraw what was accepted before. */
async function refuse(what) {
  if (present() === 'accepted') {
    const { ok } = await fetch('/api/browsing/browser', { method: 'DELETE' });
    if (!ok) throw new Error('not withdrawn');
  }
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `ks_choice=${what}.${version}; path=/; max-age=${seconds}; samesite=strict${secure}`;
}

async function accept(locale) {
  const body = JSON.stringify({ locale, charterVersion: version });
  const headers = { 'content-type': 'application/json', 'accept-language': locale };
  const { ok } = await fetch('/api/browsing/consents', { method: 'POST', headers, body });
  if (!ok) throw new Error('not accepted');
}

function show(opener) {
  close();
  const locale = localeOf();
  const its = words[locale];
  const title = made('h2', { id: 'ks-choice', textContent: its.title, tabIndex: -1 });
  const said = made('p', { role: 'status' });
  said.textContent = signalled() ? its.signalled : (its.now[present()] ?? '');
  said.hidden = said.textContent === '';
  const button = (label, act) => {
    const element = made('button', { type: 'button', textContent: label });
    element.addEventListener('click', async () => {
      try {
        await act();
      } catch {
        said.textContent = its.failed;
        said.hidden = false;
        return;
      }
      close();
      opener?.focus();
      document.dispatchEvent(new Event('ks-choice'));
    });
    return element;
  };
  const accepting = button(its.accept, () => accept(locale));
  accepting.disabled = Boolean(signalled());
  const buttons = made(
    'div',
    {},
    accepting,
    button(its.refuse, () => refuse('refused')),
    button(its.uncounted, () => refuse('uncounted')),
  );
  box = made(
    'section',
    { className: 'ks-choice', lang: locale },
    title,
    made('p', { textContent: its.text }),
    said,
    buttons,
  );
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', 'ks-choice');
  paint();
  document.body.append(box);
  // What the dialog covers can still be scrolled to.
  document.body.style.paddingBottom = `${box.offsetHeight}px`;
  if (opener) title.focus();
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

// While it stands, it follows the theme and the language that the page changes to.
night.addEventListener('change', paint);
new MutationObserver(() => {
  paint();
  if (box && box.lang !== localeOf()) show();
}).observe(root, { attributeFilter: ['data-mantine-color-scheme', 'lang'] });

/** Asks a visitor who has not chosen; takes no focus, so that the page can be read first. */
export const ask = () => show();
/** Opens the choice again, from the foot of a page; the focus comes back there. */
export const open = () => show(document.activeElement);
