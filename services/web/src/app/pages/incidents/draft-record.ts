import type { TFunction } from 'i18next';
import type { Incident } from '../../api/types.ts';
import { facts } from '../../facts.ts';
import { dateTime } from '../../format.ts';
import { currentLocale } from '../../i18n/locale.ts';

/** The draft of the record that article 33(3) of the GDPR asks of the controller, as plain text. Made in the browser. */
export function draftRecord(t: TFunction, company: string, incident: Incident): string {
  const locale = currentLocale();
  const part = (title: string, ...lines: string[]) => [title, ...lines.map((line) => `  ${line}`)].join('\n');
  return [
    t('incidents.record.title'),
    [
      t('incidents.record.controller', { company }),
      t('incidents.record.processor', { email: facts.supportEmail }),
      t('incidents.record.reference', { id: incident.incidentId }),
      t('incidents.noticed', { date: dateTime(incident.noticedAt) }),
      incident.toldAt ? t('incidents.told', { date: dateTime(incident.toldAt) }) : t('incidents.notTold'),
    ].join('\n'),
    part(`(a) ${t('incidents.nature')}`, incident.nature[locale]),
    part(
      `    ${t('incidents.categories')}`,
      incident.categories.map((id) => t(`incidents.categoryNames.${id}`)).join(', '),
    ),
    part(`    ${t('incidents.people')}`, String(incident.people ?? t('incidents.unknown'))),
    part(`(c) ${t('incidents.consequences')}`, incident.consequences[locale]),
    part(`(d) ${t('incidents.measures')}`, ...incident.measures.map(({ words }) => `- ${words[locale]}`)),
    '',
  ].join('\n\n');
}
