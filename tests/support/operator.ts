import { randomBytes } from 'node:crypto';
import { existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { eventually } from './eventually.ts';
import { Guest } from './guest.ts';
import { beside, type Ready } from './ready.ts';

interface Credentials {
  email: string;
  password: string;
}

/** The one-time token of the link that the launcher shows for the first operator. */
function firstToken({ file }: Ready): string {
  const token = /#(?:.*&)?token=([\w.~-]+)/.exec(JSON.stringify(file))?.[1];
  if (!token) throw new Error('ready.json has no link for the first operator');
  return token;
}

const knownFile = (system: Ready) => beside(system, 'operator-of-the-tests.json');

/** The operator whom the environment names: somebody else followed the one-time link before. */
function named(): Credentials | null {
  const { KSTUDIO_OPERATOR_EMAIL: email, KSTUDIO_OPERATOR_PASSWORD: password } = process.env;
  return email && password ? { email, password } : null;
}

/** Whether there is an operator to sign in, or the one-time link still makes one. */
export async function hasOperator(system: Ready): Promise<boolean> {
  if (named() || existsSync(knownFile(system))) return true;
  const guest = new Guest(system.application);
  return (await guest.demand<{ open: boolean }>(200, 'GET', '/api/identity/staff/first')).open;
}

/**
 * Signs the operator of the test system in. The first test file to ask makes her with the one-time link and leaves
 * her credentials beside `ready.json`, for the files that run at the same time or later.
 */
export async function signInOperator(system: Ready): Promise<Guest> {
  const credentials = named() ?? (await ofTheTests(system));
  const guest = new Guest(system.application);
  await guest.demand(200, 'POST', '/api/identity/staff/sessions', credentials);
  return guest;
}

async function ofTheTests(system: Ready): Promise<Credentials> {
  const known = knownFile(system);
  if (!existsSync(known)) await makeOperator(system, known);
  return eventually(() => JSON.parse(readFileSync(known, 'utf8')) as Credentials, 60_000);
}

async function makeOperator(system: Ready, known: string): Promise<void> {
  const lock = `${known}.lock`;
  try {
    openSync(lock, 'wx');
  } catch {
    return; // somebody else is at it
  }
  try {
    if (existsSync(known)) return;
    const credentials = {
      email: `exploitation.${randomBytes(4).toString('hex')}@knowmore.example`,
      password: randomBytes(24).toString('base64url'),
    };
    const body = { token: firstToken(system), name: 'Hélène Astier', ...credentials };
    await new Guest(system.application).demand(201, 'POST', '/api/identity/staff/first', body);
    writeFileSync(`${known}.new`, JSON.stringify(credentials), { mode: 0o600 });
    renameSync(`${known}.new`, known);
  } finally {
    rmSync(lock, { force: true });
  }
}
