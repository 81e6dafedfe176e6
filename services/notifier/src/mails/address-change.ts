import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'address-to-confirm' | 'address-changed' }>;
const link = (action: 'make' | 'undo', { appOrigin, token }: Its) =>
  `${appOrigin}/address#${action}=${token}`;

/** A sign-in address takes effect by this link alone, sent to it ("How we read it" 10). */
export const addressToConfirmMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Confirmez votre nouvelle adresse pour K-Studio',
    parts: [
      `Un administrateur de l’espace de ${its.companyName} veut que vous vous connectiez à K-Studio avec cette adresse. Elle ne sert à rien tant que vous ne l’avez pas confirmée.`,
      { link: link('make', its), label: 'C’est bien mon adresse' },
      `Ce lien sert jusqu’au ${day.fr(its.about)}. Votre adresse d’avant en sera informée, et pourra annuler le changement pendant 72 heures.`,
      'Vous n’attendiez rien ? Laissez passer ce message : rien ne changera.',
    ],
  }),
  en: (its) => ({
    subject: 'Confirm your new address for K-Studio',
    parts: [
      `An administrator of the space of ${its.companyName} wants you to sign in to K-Studio with this address. It does nothing until you have confirmed it.`,
      { link: link('make', its), label: 'This is my address' },
      `This link works until ${day.en(its.about)}. Your address from before will be told, and can undo the change for 72 hours.`,
      'You expected nothing? Let this message pass: nothing will change.',
    ],
  }),
};

/** The old address is told, and can undo it for 72 hours: an address changed by mail is how accounts are stolen. */
export const addressChangedMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Votre adresse de connexion à K-Studio a changé',
    parts: [
      'Vous vous connectez désormais à K-Studio avec une autre adresse que celle-ci, confirmée par un lien qui lui a été envoyé.',
      'Si c’est bien vous, vous n’avez rien à faire. Sinon, annulez ce changement : cette adresse vous sera rendue, et toutes les sessions ouvertes seront fermées.',
      { link: link('undo', its), label: 'Annuler ce changement' },
      `Ce lien sert jusqu’au ${day.fr(its.about)}.`,
    ],
  }),
  en: (its) => ({
    subject: 'Your K-Studio sign-in address has changed',
    parts: [
      'You now sign in to K-Studio with another address than this one, confirmed by a link that was sent to it.',
      'If it was you, there is nothing to do. If not, undo the change: this address is given back to you, and every open session is closed.',
      { link: link('undo', its), label: 'Undo this change' },
      `This link works until ${day.en(its.about)}.`,
    ],
  }),
};
