import { randomBytes } from 'node:crypto';
import { Guest } from '../../support/guest.ts';
import type { Newcomer } from '../../support/newcomer.ts';
import type { Ready } from '../../support/ready.ts';
import { mailTo } from './mail.ts';

/** Somebody whom an administrator declared, signed in. */
export interface Colleague {
  name: string;
  email: string;
  password: string;
  personId: string;
  guest: Guest;
}

/** Declares a user, and lets her follow the link of her mail. */
export async function inviteColleague(
  system: Ready,
  by: Newcomer,
  name: string,
  role: string,
): Promise<Colleague> {
  const mark = randomBytes(4).toString('hex');
  const email = `nadia.${mark}@${mark}.example`;
  const { personId } = await by.guest.demand<{ personId: string }>(201, 'POST', '/api/identity/users', {
    name,
    role,
    email,
  });
  const mail = await mailTo(system, email, /vous invite/);
  const ticket = /\/join#ticket=([\w-]+)/.exec(mail.text)?.[1];
  const guest = new Guest(system.application);
  const password = `une varlope, ${mark} et deux serre-joints`;
  await guest.demand(200, 'POST', '/api/identity/invitations/accept', { ticket, password });
  return { name, email, password, personId, guest };
}
