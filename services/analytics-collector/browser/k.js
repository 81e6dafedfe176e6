// K-Studio: counts views of pages; notes pages and links of those who agreed, and of nobody else. Why: /charter
const version = '__VERSION__';
const charted = document.querySelector('meta[name="k-routes"]')?.content ?? '';
/** The declared routes of this site; what is none of them is not told. */
const routes = charted.split(' ').flatMap((route) => {
  if (!route) return [];
  return { route, fits: new RegExp(`^${route.replace(/\$\w+/g, '[^/]+')}/?$`) };
});
const routeOf = (path) => routes.find(({ fits }) => fits.test(path))?.route;
const signalled = navigator.globalPrivacyControl || navigator.doNotTrack === '1';
let here;
let first = true;

function choice() {
  const [, what, of] = /(?:^|; )ks_choice=(\w+)\.([\w.-]+)/.exec(document.cookie) ?? [];
  return of === version || what === 'uncounted' ? what : undefined;
}

/** A UUIDv7 (RFC 9562): the same event sent twice is one. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 5, now = Date.now(); at >= 0; at--, now = Math.floor(now / 256)) bytes[at] = now % 256;
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function send(batch) {
  const body = JSON.stringify(batch);
  const type = 'application/json';
  const url = '/api/browsing/events';
  if (navigator.sendBeacon?.(url, new Blob([body], { type }))) return;
  fetch(url, { method: 'POST', body, keepalive: true, headers: { 'content-type': type } }).catch(() => {});
}

function tell(told) {
  const what = choice();
  if (what === 'uncounted') return;
  const agreed = what === 'accepted' && !signalled;
  const counts = told.view ? [told.view] : [];
  const events = agreed ? [{ id: newId(), page: here, ...told.event }] : [];
  if (counts.length + events.length > 0) send({ counts, events });
}

function view() {
  const page = routeOf(location.pathname);
  if (page === here && location.pathname === view.path) return;
  here = page;
  view.path = location.pathname;
  if (!here) return;
  const entry = first && !document.referrer.startsWith(location.origin);
  first = false;
  tell({ view: { page: here, entry } });
}

function click(event) {
  const anchor = event.target.closest?.('a[href]');
  if (!anchor || !here) return;
  const url = new URL(anchor.href, location.href);
  if (!/^https?:$/.test(url.protocol)) return;
  const inside = url.origin === location.origin;
  if (inside && url.pathname === location.pathname) return;
  const link = inside ? routeOf(url.pathname) : url.hostname;
  if (link) tell({ event: { link } });
}

document.addEventListener('click', click, true);
document.addEventListener('auxclick', click, true);
// Somebody who has just agreed: the page she is on is the first event. It was counted already.
document.addEventListener('ks-choice', () => here && tell({}));
if (window.navigation) navigation.addEventListener('currententrychange', view);
else {
  const push = history.pushState;
  history.pushState = function (...given) {
    push.apply(this, given);
    view();
  };
  addEventListener('popstate', view);
}
view();
const asking = '/api/browsing/choice.js';
if (!choice() && !signalled) import(asking).then(({ ask }) => ask()).catch(() => {});
