import type { ClauseId } from './clauses.ts';
import type { LawId } from './laws.ts';
import type { Bilingual } from './words.ts';

/** Any rule that may justify a stored field: a promise of the charter or a rule of the law. */
export type RuleId = ClauseId | LawId;

/** What starts a term: an event of the bus, or a moment that the holder of the record notes itself. */
export type TermStart =
  | 'account.subscription-requested'
  | 'account.subscription-ended'
  | 'collected'
  | 'received'
  | 'settled'
  | 'departed'
  | 'written';

/** How long a record lives after `from`. `keep` is an ISO 8601 duration; null: it has no term, and the page says so. */
export type Term = Readonly<{ from: TermStart; keep: string | null; rule: Bilingual }>;

export const categoryIds = [
  'subscription',
  'users',
  'access',
  'contents',
  'browsing',
  'accounting',
  'requests',
  'staff',
  'proof',
  'technical',
] as const;
export type CategoryId = (typeof categoryIds)[number];

export type Category = Readonly<{
  id: CategoryId;
  label: Bilingual;
  clause: RuleId;
  /** The longest a record of this category may live. */
  term: Term;
  /** Cases of the same category that end sooner. */
  sooner?: readonly Term[];
}>;

/** The grace after the end: the space is readable and can be exported; access goes at its end. */
export const grace = 'P30D';
/** An unconfirmed subscription dies after this. */
export const confirmation = 'P7D';
/** A substantial change of the charter applies to a client this long after it was told, at the earliest (charter, "How we read it" 11). */
export const noticeOfChange = 'P30D';
/** The notice that announces a purge is sent this long before the term. */
export const noticeBeforePurge = 'P30D';

export const categories: Readonly<Record<CategoryId, Category>> = {
  subscription: {
    id: 'subscription',
    label: { fr: 'Abonnement et facturation', en: 'Subscription and billing' },
    clause: '5.subscription-term',
    term: {
      from: 'account.subscription-ended',
      keep: 'P5Y',
      rule: {
        fr: 'pendant l’abonnement, puis cinq ans après sa fin',
        en: 'during the subscription, then five years after it ends',
      },
    },
    sooner: [
      {
        from: 'account.subscription-requested',
        keep: confirmation,
        rule: {
          fr: 'sept jours si l’abonnement n’est pas confirmé',
          en: 'seven days when the subscription is not confirmed',
        },
      },
    ],
  },
  users: {
    id: 'users',
    label: { fr: 'Utilisateurs', en: 'Users' },
    clause: '5.subscription-term',
    term: {
      from: 'account.subscription-ended',
      keep: 'P5Y',
      rule: {
        fr: 'pendant l’abonnement, puis cinq ans après sa fin, ou plus tôt si l’administrateur retire l’utilisateur',
        en: 'during the subscription, then five years after it ends, or sooner when the administrator removes the user',
      },
    },
  },
  access: {
    id: 'access',
    label: { fr: 'Moyens de connexion', en: 'Means of sign-in' },
    clause: '6.safeguards',
    term: {
      from: 'account.subscription-ended',
      keep: grace,
      rule: {
        fr: 'jusqu’au retrait de l’utilisateur, et au plus trente jours après la fin de l’abonnement',
        en: 'until the user is removed, and at most thirty days after the subscription ends',
      },
    },
  },
  contents: {
    id: 'contents',
    label: { fr: 'Contenus', en: 'Contents' },
    clause: '5.subscription-term',
    term: {
      from: 'account.subscription-ended',
      keep: 'P5Y',
      rule: {
        fr: 'pendant l’abonnement, puis cinq ans après sa fin, ou plus tôt si vous supprimez le contenu',
        en: 'during the subscription, then five years after it ends, or sooner when you delete the content',
      },
    },
  },
  browsing: {
    id: 'browsing',
    label: { fr: 'Navigation', en: 'Browsing' },
    clause: '5.browsing-term',
    term: {
      from: 'collected',
      keep: 'P1Y',
      rule: { fr: 'un an après la collecte, jour pour jour', en: 'one year after collection, to the day' },
    },
  },
  accounting: {
    id: 'accounting',
    label: { fr: 'Archive comptable (factures)', en: 'Accounting archive (invoices)' },
    clause: 'law.accounting',
    term: {
      from: 'account.subscription-ended',
      keep: 'P10Y',
      rule: {
        fr: 'dix ans, comme la loi l’impose ; les factures seules, accès restreint',
        en: 'ten years, as the law requires; invoices alone, restricted access',
      },
    },
  },
  requests: {
    id: 'requests',
    label: { fr: 'Demandes et courriers', en: 'Requests and mail' },
    clause: '4.rectification',
    term: {
      from: 'settled',
      keep: 'P1Y',
      rule: { fr: 'un an après la réponse', en: 'one year after the answer' },
    },
    sooner: [
      {
        from: 'received',
        keep: 'P30D',
        rule: {
          fr: 'trente jours pour un courrier qui n’est pas une demande',
          en: 'thirty days for mail that became no request',
        },
      },
      {
        from: 'received',
        keep: 'P7D',
        rule: { fr: 'sept jours pour un indésirable', en: 'seven days for spam' },
      },
    ],
  },
  staff: {
    id: 'staff',
    label: { fr: 'Comptes du personnel de Knowmore', en: 'Accounts of Knowmore’s staff' },
    clause: '6.safeguards',
    term: {
      from: 'departed',
      keep: 'P1Y',
      rule: { fr: 'un an après le départ', en: 'one year after departure' },
    },
  },
  proof: {
    id: 'proof',
    label: { fr: 'Preuves (identifiants et comptages)', en: 'Proof (ids and counts)' },
    clause: '5.subscription-term',
    term: {
      from: 'written',
      keep: null,
      rule: {
        fr: 'sans limite : ni nom, ni adresse, seulement des identifiants et des comptages',
        en: 'without limit: no name, no address, only ids and counts',
      },
    },
  },
  technical: {
    id: 'technical',
    label: { fr: 'Traces techniques brèves', en: 'Short technical records' },
    clause: '6.safeguards',
    term: {
      from: 'written',
      keep: 'P30D',
      rule: { fr: 'quelques jours, trente au plus', en: 'a few days, thirty at most' },
    },
  },
};
