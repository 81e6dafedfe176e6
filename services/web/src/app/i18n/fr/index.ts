import { access } from './access.ts';
import { account } from './account.ts';
import { api } from './api.ts';
import { archive } from './archive.ts';
import { browser } from './browser.ts';
import { charter } from './charter.ts';
import { charterChange } from './charter-change.ts';
import { clauses } from './clauses.ts';
import { home } from './home.ts';
import { incidents } from './incidents.ts';
import { myAccess } from './my-access.ts';
import { operator } from './operator.ts';
import { problems } from './problems.ts';
import { requests } from './requests.ts';
import { reset } from './reset.ts';
import { shell } from './shell.ts';
import { space } from './space.ts';
import { subscribe } from './subscribe.ts';
import { users } from './users.ts';
import { write } from './write.ts';

/** Every string of the interface, in French. English has the same keys: its type says so, and a test. */
export const fr = {
  access,
  account,
  api,
  archive,
  browser,
  charter,
  charterChange,
  clauses,
  home,
  incidents,
  myAccess,
  operator,
  problems,
  reset,
  requests,
  shell,
  space,
  subscribe,
  users,
  write,
};
export type Texts = typeof fr;
