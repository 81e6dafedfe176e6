/** Runs inside k6: one subscription, from the form to the signed-in manager, over public doors and the mail sink. */
import { sleep } from 'k6';
import { randomBytes } from 'k6/crypto';
import http, { type RefinedResponse } from 'k6/http';

export interface Signed {
  clientId: string;
  /** The `Cookie` header of the manager's session. */
  cookie: string;
}

const hex = (bytes: number) =>
  Array.from(new Uint8Array(randomBytes(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

type Answer = RefinedResponse<'text'>;
const demand = (answer: Answer, status: number, what: string): Answer => {
  if (answer.status === status) return answer;
  throw new Error(`${what}: ${answer.status} ${answer.body ?? answer.error}`);
};

const headersFor = (application: string) => ({ 'Content-Type': 'application/json', Origin: application });

function ask(application: string, path: string, body: object): Answer {
  const tags = { name: 'setup' };
  return http.post(`${application}${path}`, JSON.stringify(body), {
    headers: headersFor(application),
    tags,
  }) as Answer;
}

/** Tries until `attempt` gives something: mail and events travel for a moment. Throws after 20 s. */
function wait<T>(what: string, attempt: () => T | undefined): T {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = attempt();
    if (found !== undefined) return found;
    sleep(0.2);
  }
  throw new Error(`${what} did not come within 20 s`);
}

interface Mail {
  to?: { address?: string }[];
  text?: string;
  html?: string;
}

function tokenFromMail(mailSink: string, email: string): string {
  return wait('the confirmation mail', () => {
    const answer = http.get(`${mailSink}/api/email`, { tags: { name: 'setup' } }) as Answer;
    const mails = answer.json() as unknown as Mail[];
    const mail = mails.find(({ to }) => to?.some(({ address }) => address === email));
    return /#token=([\w.~-]+)/.exec(mail?.text ?? mail?.html ?? '')?.[1];
  });
}

/** Subscribes a company, confirms by the mailed link, chooses a password; gives the manager's session. */
export function subscribe(application: string, mailSink: string): Signed {
  const unique = hex(4);
  const email = `camille.roussel+${unique}@ateliers-vauquelin.example`;
  const charter = http.get(`${application}/api/charter/charter`, { tags: { name: 'setup' } }) as Answer;
  const offers = http.get(`${application}/api/account/offers`, { tags: { name: 'setup' } }) as Answer;
  const address = { lines: ['12 rue des Carmes'], postalCode: '44000', city: 'Nantes', country: 'FR' };
  const request = {
    offerId: offers.json('0.id'),
    company: { name: `Ateliers Vauquelin ${unique}`, address },
    manager: { name: 'Camille Roussel', email, phone: '+33 2 40 00 12 34' },
    billing: { name: 'Yann Le Goff', email: `compta+${unique}@ateliers-vauquelin.example` },
    locale: 'fr',
    charterVersion: charter.json('version'),
  };
  demand(ask(application, '/api/account/subscriptions', request), 202, 'subscription');
  const token = tokenFromMail(mailSink, email);
  const confirmed = demand(ask(application, '/api/account/confirmations', { token }), 200, 'confirmation');
  const ticket = confirmed.json('ticket');
  const password = hex(16);
  const accepted = wait('the invitation', () => {
    const answer = ask(application, '/api/identity/invitations/accept', { ticket, password });
    return answer.status === 404 ? undefined : demand(answer, 200, 'invitation');
  });
  const cookie = Object.entries(accepted.cookies)
    .map(([name, [first]]) => `${name}=${first?.value}`)
    .join('; ');
  return { clientId: confirmed.json('clientId') as string, cookie };
}
