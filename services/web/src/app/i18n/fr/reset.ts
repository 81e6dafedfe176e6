export const reset = {
  ask: {
    title: 'Mot de passe oublié',
    lead: 'Donnez votre adresse de connexion : nous y enverrons un lien pour choisir un nouveau mot de passe.',
    submit: 'Envoyer le lien',
    sent: {
      title: 'Regardez votre messagerie',
      lead: 'Si {{email}} a un compte, un lien vient d’y partir. Il sert une seule fois, pendant une heure.',
      help: 'Rien après quelques minutes ? Vérifiez l’adresse et les indésirables, ou écrivez à {{email}}.',
      again: 'Recommencer avec une autre adresse',
    },
  },
  choose: {
    title: 'Choisir un nouveau mot de passe',
    first: 'Choisir votre mot de passe',
    firstLead: 'Bonjour {{name}}. Il vous ouvrira l’exploitation de K-Studio.',
    submitFirst: 'Choisir ce mot de passe',
    checking: 'Nous vérifions votre lien…',
    lead: 'Bonjour {{name}}. Toutes vos connexions en cours se fermeront, sur tous vos appareils.',
    submit: 'Changer le mot de passe',
    done: 'Votre mot de passe a changé. Connectez-vous avec le nouveau.',
    missing: 'Ouvrez le lien directement depuis l’e-mail reçu : la fin de l’adresse compte.',
    again: 'Demander un autre lien',
  },
};
