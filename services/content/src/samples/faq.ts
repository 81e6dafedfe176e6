import type { Draft } from '../document.ts';

export const faq: Draft = {
  title: 'Modèle : foire aux questions',
  summary:
    'Les questions que l’on vous pose vraiment, groupées par moment, avec une réponse qui tient en trois lignes.',
  blocks: [
    {
      paragraph:
        'Commencez par relire vos vingt derniers messages : les questions y sont déjà, avec les mots de ceux qui les posent.',
    },
    { heading: 2, text: 'Avant de commencer' },
    { heading: 3, text: 'Combien de temps faut-il prévoir ?' },
    { paragraph: 'Réponse en une phrase, puis le détail si nécessaire.' },
    { heading: 3, text: 'De quoi ai-je besoin ?' },
    { bullets: ['…', '…'] },
    { heading: 2, text: 'Pendant' },
    { heading: 3, text: 'Puis-je m’arrêter et reprendre plus tard ?' },
    { paragraph: '…' },
    { heading: 2, text: 'En cas de difficulté' },
    { heading: 3, text: 'À qui m’adresser ?' },
    { paragraph: 'Un nom, un moyen de le joindre, et le délai dans lequel il répond.' },
    {
      quote:
        'Une question posée trois fois mérite une réponse écrite. Une question posée dix fois mérite que l’on change l’outil.',
    },
  ],
};
