import { Problem } from '@kstudio/chassis';

/** What a person or a program may be told by the collector, with what to do. */
export const problems = {
  siteNotCovered: () =>
    new Problem(403, 'site-not-covered', {
      title: { fr: 'Site non concerné', en: 'Site not covered' },
      detail: {
        fr: 'La charte ne couvre pas le site d’où vient cette demande. Rien n’a été recueilli.',
        en: 'The charter does not cover the site that this request comes from. Nothing was collected.',
      },
    }),
  consentClosed: () =>
    new Problem(409, 'consent-outdated', {
      title: { fr: 'La charte a changé', en: 'The charter has changed' },
      detail: {
        fr: 'Le texte que vous avez vu n’est plus celui de la charte. Rechargez la page, puis choisissez.',
        en: 'The text that you saw is no longer the charter’s. Reload the page, then choose.',
      },
    }),
  signalled: () =>
    new Problem(409, 'refused-by-the-browser', {
      title: { fr: 'Votre navigateur refuse déjà', en: 'Your browser refuses already' },
      detail: {
        fr: 'Votre navigateur demande de ne pas être suivi : nous le comptons comme un refus.',
        en: 'Your browser asks not to be tracked: we take that as a refusal.',
      },
    }),
  signInAgain: () =>
    new Problem(403, 'sign-in-again', {
      title: { fr: 'Connectez-vous de nouveau', en: 'Please sign in again' },
      detail: {
        fr: 'Ce fichier contient des adresses IP. Pour le recevoir, il faut s’être connecté depuis moins de trente minutes.',
        en: 'This file holds IP addresses. To receive it you must have signed in less than thirty minutes ago.',
      },
    }),
  rangeOutside: () =>
    new Problem(400, 'range-outside', {
      title: { fr: 'Période à revoir', en: 'Please look at the range again' },
      detail: {
        fr: 'La période va du premier au dernier jour, et au plus jusqu’à aujourd’hui.',
        en: 'The range goes from its first to its last day, and at most until today.',
      },
      fields: [{ path: 'to', message: 'range' }],
    }),
  handOverWaiting: () =>
    new Problem(409, 'hand-over-in-preparation', {
      title: { fr: 'Déjà en préparation', en: 'In preparation already' },
      detail: {
        fr: 'Une communication se prépare déjà. Attendez qu’elle soit prête.',
        en: 'A hand-over is being prepared already. Wait until it is ready.',
      },
    }),
};
