import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'hand-over-ready' }>;

/** What was collected is ready to be handed over (4.browsing-handover). The mail holds none of it. */
export const handOverReadyMail: Words<Its> = {
  fr: ({ appOrigin, about }) => ({
    subject: 'Ce qui a été recueilli est prêt à vous être communiqué',
    parts: [
      'Vous avez demandé ce qui a été recueilli automatiquement dans votre espace : adresses IP, navigateurs, pages, liens, connexions. Le fichier est prêt.',
      { link: `${appOrigin}/account`, label: 'Le télécharger sur la page de mon compte' },
      `Il y reste jusqu’au ${day.fr(about)}. Vous seul pouvez le télécharger, après vous être connecté, et chaque téléchargement est inscrit dans un journal que vous voyez.`,
    ],
  }),
  en: ({ appOrigin, about }) => ({
    subject: 'What was collected is ready to be handed over to you',
    parts: [
      'You asked for what was collected automatically in your space: IP addresses, browsers, pages, links, sign-ins. The file is ready.',
      { link: `${appOrigin}/account`, label: 'Download it on my account page' },
      `It stays there until ${day.en(about)}. You alone can download it, once signed in, and each download is entered in a journal that you see.`,
    ],
  }),
};
