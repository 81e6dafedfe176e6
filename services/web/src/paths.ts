/** Every address a person can open. The server answers 404 for what is not among them. */
export const paths = {
  home: '/',
  charter: '/charter',
  subscribe: '/subscribe',
  confirm: '/confirm',
  join: '/join',
  address: '/address',
  recordAddress: '/record-address',
  signIn: '/sign-in',
  forgotten: '/sign-in/forgotten',
  newPassword: '/new-password',
  archive: '/archive',
  account: '/account',
  calendar: '/account/calendar',
  space: '/space',
  content: '/space/contents/$contentId',
  write: '/space/contents/$contentId/edit',
  users: '/space/users',
  record: '/record',
  access: '/access',
  incidents: '/incidents',
  operator: '/operator',
  operatorFirst: '/operator/first',
  operatorSignIn: '/operator/sign-in',
  operatorForgotten: '/operator/forgotten',
  operatorAccess: '/operator/access',
  api: '/api',
  browser: '/browser',
} as const;

/** Pages whose address carries a secret: nothing of them is ever told, and the measuring script is not loaded there. */
export const secretPaths: readonly string[] = [
  paths.confirm,
  paths.join,
  paths.address,
  paths.recordAddress,
  paths.newPassword,
  paths.archive,
  paths.operatorFirst,
];

/** The routes by which views and links are told (charter, "How we read it" 4). */
export const toldPaths: readonly string[] = Object.values(paths).filter(
  (path) => !secretPaths.includes(path),
);

/** True when `pathname` is the address of a page. */
export function isPage(pathname: string): boolean {
  const given = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  return Object.values(paths).some((path) => {
    const pattern = path.split('/').map((part) => (part.startsWith('$') ? '[^/]+' : part));
    return new RegExp(`^${pattern.join('/')}$`).test(given);
  });
}
