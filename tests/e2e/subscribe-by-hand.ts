import { en } from '../../services/web/src/app/i18n/en/index.ts';
import { fr, type Texts } from '../../services/web/src/app/i18n/fr/index.ts';
import type { Locale, Visit } from './browser.ts';
import type { Company } from './company.ts';

/** The words of the interface, which are all that a person has to find her way by. */
export const wordsIn = (locale: Locale): Texts => (locale === 'fr' ? fr : en);

/** Fills in the subscription form as a person would, from the page that shows it, and sends it by a double click. */
export async function fillInForm({ page }: Visit, words: Texts, company: Company): Promise<void> {
  const { subscribe } = words;
  const group = (name: string) => page.getByRole('group', { name });
  const fill = (name: string, label: string, text: string) =>
    group(name).getByRole('textbox', { name: label, exact: true }).fill(text);

  await fill(subscribe.company.title, subscribe.company.name, company.name);
  await fill(subscribe.company.title, subscribe.fields.line1, company.line1);
  await fill(subscribe.company.title, subscribe.fields.postalCode, company.postalCode);
  await fill(subscribe.company.title, subscribe.fields.city, company.city);
  await fill(subscribe.manager.title, subscribe.fields.name, company.manager.name);
  await fill(subscribe.manager.title, subscribe.fields.email, company.manager.email);
  await fill(subscribe.manager.title, subscribe.fields.phone, company.manager.phone);
  await page.getByLabel(subscribe.billing.sameContact).uncheck();
  await fill(subscribe.billing.title, subscribe.fields.name, company.billing.name);
  await fill(subscribe.billing.title, subscribe.fields.email, company.billing.email);
  await page.getByRole('textbox', { name: subscribe.fields.specifics }).fill(company.specifics);
  await page.getByLabel(subscribe.charter.accept).check();
  await page.getByRole('button', { name: subscribe.submit }).dblclick();
}
