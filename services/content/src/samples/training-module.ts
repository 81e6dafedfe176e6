import type { Draft } from '../document.ts';

export const trainingModule: Draft = {
  title: 'Modèle : module de formation',
  summary: 'Un objectif, trois étapes, un exercice et sa correction. À remplir en une heure.',
  blocks: [
    {
      paragraph:
        'Remplacez chaque phrase par la vôtre. Un bon module tient en une page et se suit en vingt minutes.',
    },
    { heading: 2, text: 'Objectif' },
    {
      paragraph:
        'À la fin de ce module, vous saurez… **(un seul verbe, que l’on peut observer : préparer, vérifier, répondre à…)**',
    },
    { heading: 2, text: 'Pour qui, et avec quoi' },
    {
      bullets: [
        'Public : …',
        'Ce qu’il faut savoir avant : …',
        'Matériel et accès nécessaires : …',
        'Durée : … minutes',
      ],
    },
    { heading: 2, text: 'Les étapes' },
    {
      steps: [
        '**Montrer.** Décrivez le geste dans l’ordre, avec un exemple de votre maison.',
        '**Faire ensemble.** Indiquez ce que la personne fait, et ce qu’elle doit voir apparaître.',
        '**Faire seul.** Donnez une situation nouvelle, sans aide.',
      ],
    },
    { heading: 2, text: 'L’exercice' },
    { paragraph: 'Énoncé : …' },
    { paragraph: 'Correction, et l’erreur la plus fréquente : …' },
    { heading: 2, text: 'Aller plus loin' },
    { bullets: ['La fiche à garder sous la main : …', 'La personne à qui demander : …'] },
  ],
};
