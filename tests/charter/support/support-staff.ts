import { randomBytes } from 'node:crypto';
import { Guest } from '../../support/guest.ts';
import { signInOperator } from '../../support/operator.ts';
import type { Ready } from '../../support/ready.ts';
import { mailTo } from './mail.ts';

export interface SupportStaff {
  staffId: string;
  email: string;
  password: string;
  guest: Guest;
}

/** Somebody of Knowmore's support, declared by the operator, who followed the link of her mail and signed in. */
export async function signInSupport(system: Ready): Promise<SupportStaff> {
  const operator = await signInOperator(system);
  const email = `assistance.${randomBytes(4).toString('hex')}@knowmore.example`;
  const { staffId } = await operator.demand<{ staffId: string }>(201, 'POST', '/api/identity/staff', {
    ...{ name: 'Yann Le Bihan', email, role: 'support' },
  });
  const mail = await mailTo(system, email, /accès à l’exploitation/);
  const token = /\/new-password#token=([\w.~-]+)/.exec(mail.text)?.[1];
  const guest = new Guest(system.application);
  const password = `une équerre et ${randomBytes(8).toString('hex')}`;
  await guest.demand(204, 'POST', '/api/identity/password-resets/use', { token, password });
  await guest.demand(200, 'POST', '/api/identity/staff/sessions', { email, password });
  return { staffId, email, password, guest };
}
