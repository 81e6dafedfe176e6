import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type RequestKind = 'request-received' | 'request-extended' | 'request-done' | 'request-refused';
type Its = Extract<Circumstances, { kind: RequestKind }>;
const page = ({ appOrigin }: Its) => `${appOrigin}/account#requests`;
const see = {
  fr: (its: Its) => ({ link: page(its), label: 'Voir ma demande' }),
  en: (its: Its) => ({ link: page(its), label: 'See my request' }),
};

/** What became of a request to support; the values stay on the account page (4.rectification). */
export const requestMails: Record<RequestKind, Words<Its>> = {
  'request-received': {
    fr: (its) => ({
      subject: 'Nous avons reçu votre demande',
      parts: [
        `Votre demande est enregistrée. Nous y répondrons au plus tard le ${day.fr(its.about)} (RGPD, article 12(3)).`,
        see.fr(its),
        'Vous n’avez rien demandé ? Répondez à ce message : rien n’a encore changé.',
      ],
    }),
    en: (its) => ({
      subject: 'We have received your request',
      parts: [
        `Your request is registered. We answer it on ${day.en(its.about)} at the latest (GDPR, article 12(3)).`,
        see.en(its),
        'You asked for nothing? Answer this message: nothing has changed yet.',
      ],
    }),
  },
  'request-extended': {
    fr: (its) => ({
      subject: 'Votre demande nous prend plus de temps',
      parts: [
        `Nous vous répondrons au plus tard le ${day.fr(its.about)}. Les raisons sont sur votre page de compte (RGPD, article 12(3)).`,
        see.fr(its),
      ],
    }),
    en: (its) => ({
      subject: 'Your request takes us longer',
      parts: [
        `We answer you on ${day.en(its.about)} at the latest. The reasons are on your account page (GDPR, article 12(3)).`,
        see.en(its),
      ],
    }),
  },
  'request-done': {
    fr: (its) => ({
      subject: 'Votre demande est traitée',
      parts: [
        'Votre page de compte montre ce qui était écrit, ce qui l’est maintenant, quand et pourquoi.',
        see.fr(its),
        'Ce n’est pas ce que vous demandiez ? Répondez à ce message.',
      ],
    }),
    en: (its) => ({
      subject: 'Your request is settled',
      parts: [
        'Your account page shows what was written, what is written now, when and why.',
        see.en(its),
        'It is not what you asked for? Answer this message.',
      ],
    }),
  },
  'request-refused': {
    fr: (its) => ({
      subject: 'Réponse à votre demande',
      parts: [
        'Nous n’avons pas pu faire ce que vous demandiez. Notre réponse est sur votre page de compte.',
        see.fr(its),
      ],
    }),
    en: (its) => ({
      subject: 'An answer to your request',
      parts: ['We could not do what you asked for. Our answer is on your account page.', see.en(its)],
    }),
  },
};

type AddressKind = 'record-address-to-confirm' | 'record-address-changed';
type Address = Extract<Circumstances, { kind: AddressKind }>;
const link = (action: 'make' | 'undo', { appOrigin, token }: Address) =>
  `${appOrigin}/record-address#${action}=${token}`;

/** An address on record takes effect by a link sent to it; the old one is told, and can undo it ("How we read it" 10). */
export const recordAddressMails: Record<AddressKind, Words<Address>> = {
  'record-address-to-confirm': {
    fr: (its) => ({
      subject: 'Confirmez l’adresse de votre abonnement K-Studio',
      parts: [
        'On nous a demandé d’écrire désormais à cette adresse au sujet de votre abonnement. Elle ne sert à rien tant que vous ne l’avez pas confirmée.',
        { link: link('make', its), label: 'C’est bien mon adresse' },
        `Ce lien sert jusqu’au ${day.fr(its.about)}. L’adresse d’avant en sera informée, et pourra annuler pendant 72 heures.`,
      ],
    }),
    en: (its) => ({
      subject: 'Confirm the address of your K-Studio subscription',
      parts: [
        'We were asked to write to this address about your subscription from now on. It does nothing until you have confirmed it.',
        { link: link('make', its), label: 'This is my address' },
        `This link works until ${day.en(its.about)}. The address from before will be told, and can undo it for 72 hours.`,
      ],
    }),
  },
  'record-address-changed': {
    fr: (its) => ({
      subject: 'L’adresse de votre abonnement K-Studio a changé',
      parts: [
        'Nous écrirons désormais à une autre adresse que celle-ci, confirmée par un lien qui lui a été envoyé. Votre adresse de connexion, elle, n’a pas changé.',
        'Ce n’était pas vous ? Annulez ce changement.',
        { link: link('undo', its), label: 'Annuler ce changement' },
        `Ce lien sert jusqu’au ${day.fr(its.about)}.`,
      ],
    }),
    en: (its) => ({
      subject: 'The address of your K-Studio subscription has changed',
      parts: [
        'From now on we write to another address than this one, confirmed by a link that was sent to it. Your sign-in address has not changed.',
        'It was not you? Undo the change.',
        { link: link('undo', its), label: 'Undo this change' },
        `This link works until ${day.en(its.about)}.`,
      ],
    }),
  },
};
