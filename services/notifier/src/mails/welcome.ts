import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'welcome' }>;

/** The space is open; and the fingerprint to keep, by which the purge certificate will be checked one day. */
export const welcomeMail: Words<Its> = {
  fr: ({ appOrigin, fingerprint }) => ({
    subject: 'Votre espace K-Studio est ouvert',
    parts: [
      'Votre abonnement est confirmé et votre espace est ouvert : un cours d’exemple et quelques modèles vous y attendent.',
      { link: `${appOrigin}/account`, label: 'Voir la page de mon compte' },
      'Cette page montre tout ce que vous nous avez donné, la clause de la charte qui le justifie et la date jusqu’à laquelle nous le gardons.',
      'Gardez ce message. Le jour où vos données seront effacées, nous vous en remettrons une attestation signée, et voici de quoi la vérifier sans nous : l’empreinte de la clé qui la signera.',
      { label: 'Empreinte de la clé des attestations :', value: fingerprint },
    ],
  }),
  en: ({ appOrigin, fingerprint }) => ({
    subject: 'Your K-Studio space is open',
    parts: [
      'Your subscription is confirmed and your space is open: a sample course and a few templates are waiting in it.',
      { link: `${appOrigin}/account`, label: 'See my account page' },
      'That page shows everything you gave us, the clause of the charter that allows it and the date until which we keep it.',
      'Keep this message. The day your data are erased we will give you a signed certificate of it, and here is what you need to check it without us: the fingerprint of the key that will sign it.',
      { label: 'Fingerprint of the certificate key:', value: fingerprint },
    ],
  }),
};
