import type { Draft } from '../document.ts';

/** A course that is useful as it is, and shows what the workshop can do. */
export const welcomeCourse: Draft = {
  title: 'Accueillir un nouveau collègue en une semaine',
  summary:
    'Cinq jours, une personne référente et quelques rendez-vous tenus : de quoi transformer un premier lundi en équipe qui s’agrandit.',
  blocks: [
    {
      paragraph:
        'Une arrivée réussie tient rarement à un grand discours. Elle tient à un poste prêt, à quelqu’un qui attend à l’entrée et à une première tâche utile avant la fin de la semaine. Ce cours s’adresse à la personne **référente** : celle qui accompagne le nouveau collègue pendant ses cinq premiers jours. Comptez **six heures** de votre temps, réparties sur la semaine.',
    },
    { heading: 2, text: 'Avant le premier jour' },
    {
      paragraph:
        'La moitié de l’accueil se joue avant l’arrivée. Rien n’est plus décourageant qu’un écran verrouillé et un badge qui n’ouvre rien.',
    },
    {
      bullets: [
        '**Deux semaines avant** : commander l’ordinateur, le badge et les accès ; réserver une place près de la vôtre.',
        '**Une semaine avant** : écrire au nouveau collègue. Trois lignes suffisent : l’heure d’arrivée, le nom de la personne qui l’attend, et la tenue habituelle de l’équipe.',
        '**La veille** : vérifier que l’ordinateur démarre, que la messagerie fonctionne et que le badge ouvre les deux portes.',
        'Prévenir l’équipe : qui arrive, pour faire quoi, et à côté de qui.',
      ],
    },
    { heading: 2, text: 'Lundi : arriver' },
    {
      paragraph:
        'Le premier jour, on retient des visages et une ambiance, pas des procédures. Gardez l’agenda léger et finissez tôt.',
    },
    {
      steps: [
        '9 h 30 : accueil à l’entrée, par vous et par personne d’autre. Un café, puis le tour des locaux, issues de secours comprises.',
        '10 h 30 : installation du poste et première connexion. Restez à côté : un mot de passe refusé se règle en deux minutes à deux, en une heure tout seul.',
        '12 h 30 : déjeuner avec l’équipe.',
        '14 h 00 : une heure avec le responsable, pour répondre à une seule question : « Dans six mois, à quoi verrons-nous que tout va bien ? »',
        '16 h 30 : un point de dix minutes, puis chacun rentre chez soi.',
      ],
    },
    {
      quote:
        'Le soir du premier jour, demandez : « Qu’est-ce qui vous a surpris ? » La réponse vous apprendra autant que vous lui aurez appris.',
    },
    { heading: 2, text: 'Mardi : comprendre' },
    {
      paragraph:
        'Expliquez le métier par un dossier réel, du premier appel à la facture, plutôt que par l’organigramme. Choisissez un dossier terminé, ni le plus simple ni le plus compliqué.',
    },
    {
      bullets: [
        'Racontez le dossier dans son ordre, en nommant les personnes rencontrées à chaque étape.',
        'Montrez les trois outils qui servent tous les jours, et seulement ceux-là.',
        'Donnez le **carnet de mots** de la maison : les sigles, les surnoms des projets, les « comme d’habitude » qui n’ont rien d’évident.',
      ],
    },
    { heading: 2, text: 'Mercredi : rencontrer' },
    {
      paragraph:
        'Organisez quatre rencontres de vingt minutes avec des personnes dont le nouveau collègue aura besoin. À chacune, demandez de répondre aux mêmes questions : que faites-vous, qu’attendez-vous de notre équipe, et quelle erreur voit-on souvent ?',
    },
    {
      paragraph:
        'Laissez une demi-heure entre deux rencontres. C’est dans ces moments-là que les notes se mettent au propre et que les vraies questions arrivent.',
    },
    { heading: 2, text: 'Jeudi : faire' },
    {
      paragraph:
        'Confiez une première tâche **réelle, petite et utile** : elle doit pouvoir être terminée le jour même et servir à quelqu’un. Corriger une fiche, préparer un envoi, vérifier une liste de contacts.',
    },
    {
      steps: [
        'Montrez une fois, sans aller vite.',
        'Faites ensemble, le nouveau collègue au clavier.',
        'Laissez faire, en restant joignable.',
        'Relisez à deux et remerciez pour ce qui est fait, avant de dire ce qui peut l’être mieux.',
      ],
    },
    { heading: 2, text: 'Vendredi : faire le point' },
    {
      paragraph:
        'Prenez trois quarts d’heure, au calme, avec le responsable pour le dernier quart d’heure. Le nouveau collègue parle le premier.',
    },
    {
      bullets: [
        'Qu’est-ce qui est clair, et qu’est-ce qui ne l’est pas encore ?',
        'De quoi avez-vous manqué cette semaine ?',
        'Que ferez-vous lundi, et avec qui ?',
        'Que devrions-nous changer pour la prochaine personne ?',
      ],
    },
    {
      paragraph:
        'Notez la dernière réponse dans ce cours. C’est ainsi qu’il reste juste : chaque arrivée améliore la suivante.',
    },
    { heading: 2, text: 'Et ensuite' },
    {
      paragraph:
        'L’accueil ne s’arrête pas au vendredi. Prévoyez un point de trente minutes à la fin du premier mois, un autre à la fin du troisième, et gardez la même personne référente jusque-là.',
    },
    { heading: 3, text: 'Pour vérifier que vous êtes prêt' },
    {
      bullets: [
        'Le poste, le badge et les accès ont été essayés, et pas seulement commandés.',
        'Quelqu’un attend à l’entrée lundi à 9 h 30, et son nom a été communiqué.',
        'Quatre rencontres sont à l’agenda de mercredi.',
        'La tâche de jeudi est choisie.',
        'Le point de vendredi est réservé, responsable compris.',
      ],
    },
  ],
};
