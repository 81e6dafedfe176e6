import { type Category, type CategoryId, categories } from './categories.ts';
import { type Clause, clauses } from './clauses.ts';
import type { Bilingual } from './words.ts';

/** Who may read what is kept. Nobody outside Knowmore and the client is on this list: clause 3.no-disclosure. */
export const recipientIds = ['client', 'support', 'operators'] as const;
export type RecipientId = (typeof recipientIds)[number];

/** What the information is used for: clause 3.purpose knows two purposes and no third. */
export const purposeIds = ['run', 'improve'] as const;
export type PurposeId = (typeof purposeIds)[number];

export type Recipient = Readonly<{ id: RecipientId; label: Bilingual; categories: readonly CategoryId[] }>;
export type Purpose = Readonly<{ id: PurposeId; label: Bilingual }>;

/** One version of the charter. Later versions sit beside this one: a record lives by the version it was collected under. */
export type CharterVersion = Readonly<{
  version: string;
  /** The first day (Europe/Paris) on which it is in force. */
  effectiveOn: string;
  clauses: readonly Clause[];
  categories: Readonly<Record<CategoryId, Category>>;
  recipients: readonly Recipient[];
  purposes: readonly Purpose[];
}>;

export const charterV1: CharterVersion = {
  version: '1',
  effectiveOn: '2026-11-23',
  clauses,
  categories,
  recipients: [
    {
      id: 'client',
      label: { fr: 'votre entreprise', en: 'your company' },
      categories: ['subscription', 'users', 'contents', 'browsing', 'accounting', 'requests'],
    },
    {
      id: 'support',
      label: {
        fr: 'l’assistance de Knowmore, sur demande enregistrée',
        en: 'Knowmore’s support, on a registered request',
      },
      categories: ['subscription', 'requests', 'accounting'],
    },
    {
      id: 'operators',
      label: {
        fr: 'les exploitants de Knowmore, pour l’état du service, et à la place de l’assistance quand il le faut',
        en: 'Knowmore’s operators, for the state of the service, and in the place of support where it is needed',
      },
      categories: ['proof', 'technical', 'staff', 'subscription', 'requests', 'accounting'],
    },
  ],
  purposes: [
    { id: 'run', label: { fr: 'faire fonctionner le service', en: 'to run the service' } },
    { id: 'improve', label: { fr: 'l’améliorer', en: 'to improve it' } },
  ],
};

/** Every version ever published, oldest first. */
export const charterVersions: readonly CharterVersion[] = [charterV1];

/** The version that a client who subscribes today is shown. */
export const currentCharter: CharterVersion = charterV1;
