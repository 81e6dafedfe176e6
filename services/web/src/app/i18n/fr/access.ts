export const access = {
  confirm: {
    title: 'Confirmer l’abonnement',
    checking: 'Nous vérifions votre lien…',
    opening: 'Votre espace s’ouvre. Cela prend quelques secondes…',
    confirmed: 'L’abonnement de {{company}} est confirmé.',
    choose:
      'Bonjour {{name}}. Il reste un mot de passe à choisir : c’est avec lui que vous vous connecterez.',
    prove:
      'Bonjour {{name}}. Vous avez déjà un mot de passe K-Studio : c’est lui qui ouvrira aussi cet espace.',
    account: 'Votre adresse de connexion',
    password: 'Mot de passe',
    advice:
      'Au moins 12 caractères. Une phrase de quatre ou cinq mots se retient mieux qu’un mot compliqué, et résiste mieux.',

    tooShort_one: 'Encore un caractère.',
    tooShort_other: 'Encore {{count}} caractères.',
    tooPlain: 'Ce mot de passe se devine : trop répétitif, ou tiré de votre nom.',
    good: 'C’est assez long.',
    show: 'Montrer le mot de passe',
    why: 'Ce mot de passe est gardé sous une forme que personne ne peut relire, et seulement tant que vous avez un accès.',
    open: 'Entrer dans mon espace',
    dead: {
      title: 'Ce lien ne sert plus',
      text: 'Il a plus de sept jours, ou il n’a pas été copié en entier. Passé ce délai, tout ce que vous aviez écrit a été effacé : il suffit de vous abonner de nouveau.',
      help: 'Une question ? Écrivez à <support />.',
    },
    missing: {
      title: 'Il manque une partie du lien',
      text: 'Ouvrez-le directement depuis l’e-mail de confirmation : la fin de l’adresse compte.',
    },
    slow: 'L’espace met plus de temps que prévu à s’ouvrir. Rien n’est perdu : réessayez dans un instant.',
  },
  signIn: {
    title: 'Se connecter',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    needed: 'Connectez-vous pour ouvrir cette page.',
    ended: 'Votre abonnement est terminé ?',
    endedLink: 'Voir ce que nous gardons, ou revenir',
    noAccount: 'Pas encore abonné ?',
    subscribe: 'S’abonner',
    forgotten: 'Mot de passe oublié ?',
    staff: 'Équipe d’exploitation',
  },
};
