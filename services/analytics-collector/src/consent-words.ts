/** The words of the choice about cookies. What a visitor agrees to is kept as she read it. */
export const consentWords = {
  fr: {
    title: 'Votre navigation ici',
    text: 'Si vous l’acceptez, nous notons les pages que vous consultez et les liens que vous suivez sur ce site, avec le type et la langue de votre navigateur et votre adresse IP, pendant un an, pour faire fonctionner le service et l’améliorer. Rien de plus, et personne d’autre ne le reçoit. Sinon, seuls des totaux par jour, sans rien qui vous distingue ; ou rien du tout, si vous le préférez.',
    accept: 'Accepter',
    refuse: 'Refuser',
    uncounted: 'Ne pas me compter',
    known: 'Ce que nous savons de ce navigateur',
    now: {
      accepted: 'Votre choix actuel : accepté.',
      refused: 'Votre choix actuel : refusé.',
      uncounted: 'Votre choix actuel : ne pas être compté.',
    },
    signalled:
      'Votre navigateur demande de ne pas être suivi : nous le comptons comme un refus, et accepter n’est pas possible.',
    failed: 'Votre choix n’a pas pu être enregistré. Réessayez dans un instant.',
  },
  en: {
    title: 'Your browsing here',
    text: 'If you accept, we note the pages you view and the links you click on this site, with the type and language of your browser and your IP address, for one year, to run the service and to improve it. Nothing more, and nobody else receives it. Otherwise only daily totals, with nothing that tells you apart; or nothing at all, if you prefer.',
    accept: 'Accept',
    refuse: 'Refuse',
    uncounted: 'Do not count me',
    known: 'What we know of this browser',
    now: {
      accepted: 'Your present choice: accepted.',
      refused: 'Your present choice: refused.',
      uncounted: 'Your present choice: not to be counted.',
    },
    signalled:
      'Your browser asks not to be tracked: we take that as a refusal, and accepting is not possible.',
    failed: 'Your choice could not be kept. Try again in a moment.',
  },
};

/** What somebody who accepts has read. */
export const wordingOf = (locale: 'fr' | 'en'): string => {
  const { title, text, accept } = consentWords[locale];
  return `${title} — ${text} [${accept}]`;
};
