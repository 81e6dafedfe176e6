export const home = {
  title: 'K-Studio, un atelier où l’on écrit',
  eyebrow: 'Atelier de formations et d’aides en ligne',
  headline: 'Écrivez. <em>La charte, elle, est tenue par le code.</em>',
  lead: 'K-Studio est l’atelier où les équipes de votre entreprise écrivent leurs formations et leurs pages d’aide. Nous vous disons ce que nous gardons, pourquoi, et jusqu’à quel jour.',
  promise: 'Cette page est vraie, parce que la construction du logiciel échoue quand elle ne l’est pas.',
  subscribe: 'S’abonner',
  readCharter: 'Lire la charte',
  sheet: {
    caption:
      'Ce que vous verrez sur la page de votre compte : chaque donnée, la clause qui la permet, et sa date de fin. Exemple.',
    title: 'Ce que vous nous avez donné',
    company: 'Entreprise',
    companyValue: 'Ateliers Ferrand',
    manager: 'Gestionnaire',
    managerValue: 'Hélène Ferrand',
    content: 'Contenu',
    contentValue: 'Accueil des apprentis',
    address: 'Adresse IP',
    addressValue: 'notée le 14 mars 2026',
    untilTerm: 'jusqu’à la fin de l’abonnement, plus 5 ans',
    untilYear: 'jusqu’au 14 mars 2027',
  },
  steps: {
    title: 'Trois gestes pour commencer',
    one: {
      title: 'Vous vous abonnez',
      text: 'Une entreprise, une personne qui gère, un contact de facturation. Rien de plus n’est demandé.',
    },
    two: {
      title: 'Vous confirmez',
      text: 'Un e-mail, un lien, un mot de passe. Sans confirmation, tout est effacé au bout de sept jours.',
    },
    three: {
      title: 'Vous écrivez',
      text: 'Votre espace s’ouvre avec un cours d’exemple et des modèles. Ce que vous y écrivez vous appartient.',
    },
  },
  short: {
    title: 'La charte en bref',
    lead: 'Sept articles, dix-huit clauses. La charte dit de chacune si elle est déjà prouvée, par quel code et par quel test.',
    one: {
      title: 'Ici seulement',
      text: 'La charte couvre l’atelier et les sites qui y participent. Rien n’est recueilli pour un autre site.',
    },
    two: {
      title: 'Le strict nécessaire',
      text: 'Des coordonnées pour l’abonnement, vos contenus, et une navigation que vous pouvez refuser.',
    },
    three: {
      title: 'À vous, et à personne d’autre',
      text: 'Vous restez propriétaire de vos données. Elles ne sont ni partagées, ni vendues, ni louées, ni échangées.',
    },
    four: {
      title: 'Visible et corrigeable',
      text: 'Tout ce que vous avez donné est sur la page de votre compte. Un e-mail suffit pour le faire corriger.',
    },
    five: {
      title: 'Une date de fin',
      text: 'L’abonnement plus cinq ans ; un an pour la navigation. Ensuite c’est effacé, attestation signée à l’appui.',
    },
    six: {
      title: 'Sous bonne garde',
      text: 'En cas de violation, l’administrateur de votre espace est prévenu immédiatement.',
    },
    seven: {
      title: 'Pas de changement en douce',
      text: 'Aucun changement important ne prend effet avant que la personne qui gère n’ait été prévenue.',
    },
    all: 'Lire la charte entière, avec ses preuves',
  },
  closing: {
    title: 'Prêt à ouvrir votre espace ?',
    text: 'Cinq minutes, et vous saurez avant de signer combien de temps chaque réponse est gardée.',
  },
};
