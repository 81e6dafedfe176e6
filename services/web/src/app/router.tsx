import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../paths.ts';
import { onlyFor, onlyForSignedOut } from './guards.ts';
import { PageFailed } from './pages/errors/page-failed.tsx';
import { PageUnknown } from './pages/errors/page-unknown.tsx';
import { HomePage } from './pages/home/home.tsx';
import { PageWaiting } from './parts/page-waiting.tsx';
import { safeNext } from './safe-next.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell });
const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

/** Where to go after signing in; absent when the page was opened by itself. */
const next = (search: Record<string, unknown>): { next?: string } => {
  const to = safeNext(search.next);
  return to ? { next: to } : {};
};

/** Which version of the charter; absent: the latest. */
const version = (search: Record<string, unknown>): { version?: number } => {
  const asked = Number(search.version);
  return Number.isInteger(asked) && asked > 0 ? { version: asked } : {};
};

const home = createRoute({ ...at(paths.home), component: HomePage });
const charter = createRoute({
  ...at(paths.charter),
  validateSearch: version,
  component: lazyRouteComponent(() => import('./pages/charter/charter.tsx'), 'CharterPage'),
});
const subscribe = createRoute({
  ...at(paths.subscribe),
  component: lazyRouteComponent(() => import('./pages/subscribe/subscribe.tsx'), 'SubscribePage'),
});
const confirm = createRoute({
  ...at(paths.confirm),
  component: lazyRouteComponent(() => import('./pages/confirm/confirm.tsx'), 'ConfirmPage'),
});
const join = createRoute({
  ...at(paths.join),
  component: lazyRouteComponent(() => import('./pages/join/join.tsx'), 'JoinPage'),
});
const address = createRoute({
  ...at(paths.address),
  component: lazyRouteComponent(() => import('./pages/address/address.tsx'), 'AddressPage'),
});
const recordAddress = createRoute({
  ...at(paths.recordAddress),
  component: lazyRouteComponent(() => import('./pages/address/address.tsx'), 'RecordAddressPage'),
});
const signIn = createRoute({
  ...at(paths.signIn),
  validateSearch: next,
  beforeLoad: onlyForSignedOut('user'),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in.tsx'), 'SignInPage'),
});
const forgotten = createRoute({
  ...at(paths.forgotten),
  component: lazyRouteComponent(() => import('./pages/reset/ask-for-reset.tsx'), 'ForgottenPage'),
});
const newPassword = createRoute({
  ...at(paths.newPassword),
  component: lazyRouteComponent(() => import('./pages/reset/new-password.tsx'), 'NewPasswordPage'),
});
const archive = createRoute({
  ...at(paths.archive),
  component: lazyRouteComponent(() => import('./pages/archive/archive.tsx'), 'ArchivePage'),
});
const account = createRoute({
  ...at(paths.account),
  beforeLoad: onlyFor('manager'),
  component: lazyRouteComponent(() => import('./pages/account/account.tsx'), 'AccountPage'),
});
const calendar = createRoute({
  ...at(paths.calendar),
  beforeLoad: onlyFor('manager'),
  component: lazyRouteComponent(() => import('./pages/account/calendar.tsx'), 'CalendarPage'),
});
const space = createRoute({
  ...at(paths.space),
  beforeLoad: onlyFor('user'),
  component: lazyRouteComponent(() => import('./pages/space/space.tsx'), 'SpacePage'),
});
const content = createRoute({
  ...at(paths.content),
  beforeLoad: onlyFor('user'),
  component: lazyRouteComponent(() => import('./pages/space/content.tsx'), 'ContentPage'),
});
const write = createRoute({
  ...at(paths.write),
  beforeLoad: onlyFor('user'),
  component: lazyRouteComponent(() => import('./pages/write/write.tsx'), 'WritePage'),
});
const users = createRoute({
  ...at(paths.users),
  beforeLoad: onlyFor('administrator'),
  component: lazyRouteComponent(() => import('./pages/users/users.tsx'), 'UsersPage'),
});
const record = createRoute({
  ...at(paths.record),
  beforeLoad: onlyFor('user'),
  component: lazyRouteComponent(() => import('./pages/record/record.tsx'), 'RecordPage'),
});
const access = createRoute({
  ...at(paths.access),
  beforeLoad: onlyFor('user'),
  component: lazyRouteComponent(() => import('./pages/access/access.tsx'), 'AccessPage'),
});
const incidents = createRoute({
  ...at(paths.incidents),
  beforeLoad: onlyFor('administrator'),
  component: lazyRouteComponent(() => import('./pages/incidents/incidents.tsx'), 'IncidentsPage'),
});
const operator = createRoute({
  ...at(paths.operator),
  beforeLoad: onlyFor('staff'),
  component: lazyRouteComponent(() => import('./pages/operator/console.tsx'), 'ConsolePage'),
});
const operatorFirst = createRoute({
  ...at(paths.operatorFirst),
  component: lazyRouteComponent(() => import('./pages/operator/first.tsx'), 'FirstOperatorPage'),
});
const operatorSignIn = createRoute({
  ...at(paths.operatorSignIn),
  validateSearch: next,
  beforeLoad: onlyForSignedOut('staff'),
  component: lazyRouteComponent(() => import('./pages/sign-in/staff-sign-in.tsx'), 'StaffSignInPage'),
});
const operatorForgotten = createRoute({
  ...at(paths.operatorForgotten),
  component: lazyRouteComponent(() => import('./pages/reset/ask-for-reset.tsx'), 'StaffForgottenPage'),
});
const operatorAccess = createRoute({
  ...at(paths.operatorAccess),
  beforeLoad: onlyFor('staff'),
  component: lazyRouteComponent(() => import('./pages/access/access.tsx'), 'AccessPage'),
});
const browser = createRoute({
  ...at(paths.browser),
  component: lazyRouteComponent(() => import('./pages/browser/browser.tsx'), 'BrowserPage'),
});
const api = createRoute({
  ...at(paths.api),
  component: lazyRouteComponent(() => import('./pages/api/api.tsx'), 'ApiPage'),
});

const routeTree = root.addChildren([
  home,
  charter,
  subscribe,
  confirm,
  join,
  address,
  recordAddress,
  signIn,
  forgotten,
  newPassword,
  archive,
  account,
  calendar,
  space,
  content,
  write,
  users,
  record,
  access,
  incidents,
  operator,
  operatorFirst,
  operatorSignIn,
  operatorForgotten,
  operatorAccess,
  api,
  browser,
]);

/** Every page of the application, by its address. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageUnknown,
  defaultPendingComponent: PageWaiting,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
