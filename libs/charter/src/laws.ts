import type { Bilingual, Rule } from './words.ts';

/** What the law imposes beyond the charter; the charter page shows these as such. */
export const lawIds = ['law.accounting', 'law.answer', 'law.breach', 'law.return', 'law.cookies'] as const;
export type LawId = (typeof lawIds)[number];
export type LawRule = Rule<LawId>;

export const laws: readonly LawRule[] = [
  {
    id: 'law.accounting',
    article: 'Code de commerce, article L123-22',
    title: { fr: 'Les pièces comptables', en: 'Accounting documents' },
    text: {
      fr: 'La loi nous oblige à conserver nos pièces comptables dix ans. Seules les factures sont gardées à ce titre, dans une archive à l’accès restreint ; le profil de facturation, lui, disparaît au bout de cinq ans.',
      en: 'The law obliges us to keep our accounting documents ten years. Only invoices are kept for that, in a restricted archive; the billing profile itself goes after five years.',
    },
    status: 'open',
    enforcers: [],
    proofs: [],
  },
  {
    id: 'law.answer',
    article: 'RGPD, article 12(3)',
    title: { fr: 'Répondre à vos demandes', en: 'Answering your requests' },
    text: {
      fr: 'Nous répondons à la demande d’une personne sur ses données en un mois au plus ; deux mois de plus si la demande l’exige, à condition de le lui dire, avec les raisons, pendant le premier mois.',
      en: 'We answer a person’s request about her data within one month; two months more when the request needs it, provided she is told so, with the reasons, within the first.',
    },
    status: 'kept',
    enforcers: ['services/account/src/show-requests.ts#extendRequest'],
    proofs: ['tests/charter/law.answer.test.ts'],
  },
  {
    id: 'law.breach',
    article: 'RGPD, article 33',
    title: { fr: 'Déclarer une violation', en: 'Reporting a breach' },
    text: {
      fr: 'Après une violation, le responsable du traitement a 72 heures pour la déclarer à l’autorité. Nous vous montrons ce délai et nous préparons pour vous le document de l’article 33(3).',
      en: 'After a breach, the controller has 72 hours to report it to the authority. We show you that clock and draft the record of article 33(3) for you.',
    },
    status: 'kept',
    enforcers: ['services/notifier/src/show-incidents.ts#showIncidents'],
    proofs: ['tests/charter/law.breach.test.ts'],
  },
  {
    id: 'law.return',
    article: 'RGPD, article 28(3)(g)',
    title: { fr: 'Restitution ou effacement anticipé', en: 'Return or earlier erasure' },
    text: {
      fr: 'À la fin de l’abonnement, vous pouvez choisir la restitution ou l’effacement de vos données sans attendre les cinq ans de cette charte.',
      en: 'When the subscription ends, you can choose to have your data returned or erased without waiting for the five years of this charter.',
    },
    status: 'kept',
    enforcers: ['services/account/src/erase-early.ts#askErasure'],
    proofs: ['tests/charter/law.return.test.ts'],
  },
  {
    id: 'law.cookies',
    article: 'CNIL, délibération n° 2020-091 (lignes directrices « cookies et autres traceurs »)',
    title: { fr: 'Les cookies', en: 'Cookies' },
    text: {
      fr: 'Rien qui vous identifie n’est recueilli avant votre accord. Refuser est aussi simple qu’accepter, et votre choix est gardé six mois. Sans votre accord, seuls des comptages anonymes peuvent être faits, et vous pouvez vous y opposer.',
      en: 'Nothing that identifies you is collected before you agree. Refusing is as easy as accepting, and your choice is kept six months. Without your agreement, only anonymous counts may be made, and you can object to them.',
    },
    status: 'kept',
    enforcers: ['services/analytics-collector/src/accept.ts#accept'],
    proofs: ['tests/charter/law.cookies.test.ts'],
  },
];

/** A number that the law gives, with the article it comes from. ISO 8601 durations. */
export type LegalTerm = Readonly<{
  law: LawId | '6.incident';
  article: string;
  value: string;
  meaning: Bilingual;
}>;

export const legalTerms = {
  answer: {
    law: 'law.answer',
    article: 'RGPD, article 12(3)',
    value: 'P1M',
    meaning: { fr: 'réponse à la demande d’une personne', en: 'answer to a person’s request' },
  },
  answerExtension: {
    law: 'law.answer',
    article: 'RGPD, article 12(3)',
    value: 'P2M',
    meaning: {
      fr: 'prolongation, annoncée dans le premier mois',
      en: 'extension, told within the first month',
    },
  },
  breachToAuthority: {
    law: 'law.breach',
    article: 'RGPD, article 33(1)',
    value: 'PT72H',
    meaning: {
      fr: 'du responsable à l’autorité, dès la prise de connaissance',
      en: 'controller to authority, from awareness',
    },
  },
  breachToClient: {
    law: '6.incident',
    article: 'RGPD, article 33(2)',
    value: 'PT0S',
    meaning: { fr: 'du sous-traitant au client : immédiatement', en: 'processor to client: immediately' },
  },
  accounting: {
    law: 'law.accounting',
    article: 'Code de commerce, article L123-22',
    value: 'P10Y',
    meaning: { fr: 'conservation des pièces comptables', en: 'keeping of accounting documents' },
  },
  trackerLife: {
    law: 'law.cookies',
    article: 'CNIL, délibération n° 2020-091 (mesure d’audience exemptée)',
    value: 'P13M',
    meaning: {
      fr: 'durée d’un traceur de mesure d’audience, non prolongée',
      en: 'life of an audience tracker, not renewed',
    },
  },
  cookieChoice: {
    law: 'law.cookies',
    article: 'CNIL, délibération n° 2020-092 (recommandation)',
    value: 'P6M',
    meaning: { fr: 'durée de conservation du choix', en: 'how long the choice is kept' },
  },
} as const satisfies Record<string, LegalTerm>;
