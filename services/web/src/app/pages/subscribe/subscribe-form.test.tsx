/** @jest-environment jsdom */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Charter, Offer } from '../../api/types.ts';
import { fr } from '../../i18n/fr/index.ts';
import { cssVariables, theme } from '../../theme.ts';

const sent: { body: { company: { name: string } }; key: string }[] = [];
let answer: () => Promise<{ clientId: string; expiresAt: string }>;
jest.mock('../../api/calls.ts', () => ({
  subscribe: (body: never, key: string) => {
    sent.push({ body, key });
    return answer();
  },
}));

import { ApiProblem } from '../../api/problem.ts';
import { forgetDraft } from './draft.ts';
import { SubscribeForm } from './subscribe-form.tsx';

const offer: Offer = {
  id: 'atelier',
  name: { fr: 'Atelier', en: 'Atelier' },
  description: { fr: 'Pour une équipe', en: 'For a team' },
  price: { amountCents: 4900, currency: 'EUR', period: 'P1M' },
  users: 5,
  terms: [],
};
const charter = { version: '1', categories: [] } as unknown as Charter;
const onSent = jest.fn();
const words = fr.subscribe;

async function show() {
  const form = () => <SubscribeForm offers={[offer]} charter={charter} onSent={onSent} />;
  const router = createRouter({
    routeTree: createRootRoute({ component: form }),
    history: createMemoryHistory(),
  });
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByRole('button', { name: words.submit });
}

const field = (name: string) => document.getElementById(name) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const send = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: words.submit })));
function fillIn() {
  type('company.name', 'Menuiserie Le Goff');
  type('company.line1', '4 rue de la Corderie');
  type('company.postalCode', '29200');
  type('company.city', 'Brest');
  type('manager.name', 'Nolwenn Le Goff');
  type('manager.email', 'nolwenn@legoff.example');
  type('manager.phone', '02 98 44 12 34');
  fireEvent.click(field('accepted'));
}

beforeAll(async () => {
  const none = () => {};
  const media = { matches: false, addEventListener: none, removeEventListener: none };
  Object.assign(window, { matchMedia: () => media, scrollTo: none });
  await i18next.use(initReactI18next).init({ lng: 'fr', resources: { fr: { translation: fr } } });
});
beforeEach(() => {
  sent.length = 0;
  onSent.mockClear();
});
afterEach(() => {
  cleanup();
  forgetDraft();
});

test('does not find fault with fields that were not there at the try that failed', async () => {
  await show();
  await send();
  expect(field('manager.name').getAttribute('aria-invalid')).toBe('true');
  fireEvent.click(screen.getByLabelText(words.billing.sameContact));
  expect(field('billing.name').getAttribute('aria-invalid')).not.toBe('true');
  await send();
  expect(field('billing.name').getAttribute('aria-invalid')).toBe('true');
});

test('nothing is sent while an answer is missing, and the summary that names it takes the focus', async () => {
  await show();
  fillIn();
  type('company.city', '');
  await send();
  expect(sent).toEqual([]);
  expect(document.activeElement?.textContent).toContain(words.fields.city);
  expect(field('company.city').getAttribute('aria-invalid')).toBe('true');
});

test('a request that got no answer is sent again under the same key; another wording has another', async () => {
  await show();
  fillIn();
  answer = () => Promise.reject(new TypeError('network'));
  await send();
  await send();
  type('company.name', 'Menuiserie Le Goff et filles');
  await send();
  const keys = sent.map(({ key }) => key);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(field('company.line1').value).toBe('4 rue de la Corderie');
});

test('what the service refuses is said at its field, and nothing that was typed is lost', async () => {
  await show();
  fillIn();
  const fields = [{ path: 'company.address.postalCode', message: 'Ce code postal n’existe pas.' }];
  const type_ = 'https://kstudio365.com/problems/invalid-input';
  answer = () => Promise.reject(new ApiProblem(400, { type: type_, title: 'Saisie à corriger', fields }));
  await send();
  expect(field('company.postalCode').getAttribute('aria-invalid')).toBe('true');
  expect((await screen.findAllByText(/Ce code postal n’existe pas/)).length).toBeGreaterThan(0);
  expect(field('manager.email').value).toBe('nolwenn@legoff.example');
});

test('what was typed is still there after a look at another page, until the request is in', async () => {
  await show();
  fillIn();
  cleanup();
  await show();
  expect(field('company.name').value).toBe('Menuiserie Le Goff');
  expect(field('accepted').checked).toBe(true);
  cleanup();
  forgetDraft();
  await show();
  expect(field('company.name').value).toBe('');
});
