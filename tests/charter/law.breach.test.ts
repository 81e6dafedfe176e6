import { eventually } from '../support/eventually.ts';
import { subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { declarationFor, type Incident } from './support/incidents.ts';

/** GDPR, article 33: the client has 72 hours to report a breach, and sees that clock from the moment it is told. */
const system = ready();

describe('law.breach', () => {
  it('shows until when the client may have to report: 72 hours after it was told', async () => {
    const { guest, clientId } = await subscribeNewcomer(system);
    const operator = await signInOperator(system);
    await operator.demand(201, 'POST', '/api/notices/incidents', declarationFor([clientId]));
    const incident = await eventually(async () => {
      const path = `/api/notices/clients/${clientId}/incidents`;
      const [told] = await guest.demand<Incident[]>(200, 'GET', path);
      expect(told?.toldAt).toEqual(expect.any(String));
      return told!;
    }, 20_000);
    const hours = (Date.parse(incident.reportBy!) - Date.parse(incident.toldAt!)) / 3_600_000;
    expect(hours).toBe(72);
  }, 60_000);
});
