import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'invitation' }>;
const link = ({ appOrigin, token }: Its) => `${appOrigin}/join#ticket=${token}`;

/** An administrator declared a user: her name, her role and this address, and a link that lets her in once (2.administrator). */
export const invitationMail: Words<Its> = {
  fr: (its) => ({
    subject: `${its.companyName} vous invite dans son espace K-Studio`,
    parts: [
      `${its.companyName} écrit ses formations et son aide dans K-Studio, et vous y a déclaré un accès.`,
      { link: link(its), label: 'Entrer dans l’espace' },
      `Ce lien sert une seule fois, jusqu’au ${day.fr(its.about)}. Passé ce jour, demandez à la personne qui vous a invité de vous en envoyer un autre.`,
      'K-Studio garde de vous trois choses : votre nom, votre rôle et cette adresse. Vous les verrez sur votre fiche, et pourrez en demander la correction.',
      'Vous n’attendiez rien ? Laissez passer ce message : sans vous, l’accès ne s’ouvre pas.',
    ],
  }),
  en: (its) => ({
    subject: `${its.companyName} invites you to its K-Studio space`,
    parts: [
      `${its.companyName} writes its training and help in K-Studio, and has declared an access for you.`,
      { link: link(its), label: 'Enter the space' },
      `This link works once, until ${day.en(its.about)}. After that day, ask the person who invited you to send another.`,
      'K-Studio keeps three things about you: your name, your role and this address. You will see them on your record, and can ask for their correction.',
      'You expected nothing? Let this message pass: without you the access does not open.',
    ],
  }),
};
