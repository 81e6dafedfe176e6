import type { Draft } from '../document.ts';

export const helpSheet: Draft = {
  title: 'Modèle : fiche d’aide pas à pas',
  summary: 'Une question, la réponse courte, les étapes, et que faire si cela ne marche pas.',
  blocks: [
    { heading: 2, text: 'La question, avec les mots de celui qui la pose' },
    { paragraph: 'Exemple : « Je n’arrive pas à imprimer en recto verso. »' },
    { heading: 2, text: 'La réponse courte' },
    { paragraph: 'Une phrase. Beaucoup de lecteurs s’arrêteront ici, et c’est très bien.' },
    { heading: 2, text: 'Pas à pas' },
    {
      steps: [
        'Une action par étape, qui commence par un verbe : ouvrir, choisir, cocher.',
        'Le nom exact de ce qui est écrit à l’écran, **en gras**.',
        'Ce que l’on doit voir quand l’étape a réussi.',
      ],
    },
    { heading: 2, text: 'Si cela ne marche pas' },
    {
      bullets: [
        'Ce que l’on voit : … Ce qu’il faut faire : …',
        'Toujours bloqué ? À qui s’adresser, et quelles informations lui donner.',
      ],
    },
    { paragraph: 'Vérifié le … par …' },
  ],
};
