import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { mailTo } from './support/mail.ts';
import { type SupportRequest, writeToSupport } from './support/support-mail.ts';

/** GDPR 12(3): an answer within a month; two months more where she is told so, with the reasons, inside the first. */
const system = ready();

describe('law.answer', () => {
  it('gives two months more, once, and tells the client the reasons', async () => {
    const { guest, clientId, email } = await subscribeNewcomer(system);
    const support = await signInOperator(system);
    const subject = `Complexe ${randomBytes(4).toString('hex')}`;
    await writeToSupport(system, email, { subject, text: 'Tout revoir, s’il vous plaît.' });
    const request = await eventually(async () => {
      const all = await support.demand<SupportRequest[]>(200, 'GET', '/api/account/requests');
      const found = all.find((one) => one.subject === subject);
      expect(found).toBeDefined();
      return found!;
    }, 20_000);
    const path = `/api/account/requests/${request.requestId}/extension`;
    const because = 'Il faut réunir des pièces de trois services.';
    const { dueAt } = await support.demand<{ dueAt: string }>(200, 'POST', path, { because });
    const days = (Date.parse(dueAt) - Date.parse(request.dueAt)) / 86_400_000;
    expect(days).toBeGreaterThan(57);
    expect(days).toBeLessThan(63);
    expect((await support.ask('POST', path, { because })).status).toBe(409);
    await mailTo(system, email, /prend plus de temps/);
    const [seen] = await guest.demand<object[]>(200, 'GET', `/api/account/clients/${clientId}/requests`);
    expect(seen).toMatchObject({ extendedBecause: because, dueAt });
  }, 60_000);
});
