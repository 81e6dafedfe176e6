import type { CharterChange, Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'charter-change' }>;
const link = ({ appOrigin }: Its) => `${appOrigin}/account#charter`;

const lines = {
  fr: ({ title, before, after }: CharterChange) => [
    { label: `${title.fr}, aujourd’hui :`, value: before?.fr ?? 'rien' },
    { label: `${title.fr}, ensuite :`, value: after?.fr ?? 'rien' },
  ],
  en: ({ title, before, after }: CharterChange) => [
    { label: `${title.en}, today:`, value: before?.en ?? 'nothing' },
    { label: `${title.en}, then:`, value: after?.en ?? 'nothing' },
  ],
};

/** What changes in the charter, before and after, and from when at the earliest (clause 7.change-notice). */
export const charterChangeMail: Words<Its> = {
  fr: (its) => ({
    subject: `La charte de K-Studio change : version ${its.version}`,
    parts: [
      `La charte change sur un point substantiel. La version ${its.version} s’appliquera à votre entreprise le ${day.fr(its.about)} au plus tôt, et jamais moins de trente jours après que cet avis vous sera parvenu. D’ici là, rien ne change pour vous.`,
      ...its.changes.flatMap(lines.fr),
      'Ce que vous nous avez déjà confié n’est jamais gardé plus longtemps que ce que promettait la charte d’alors.',
      { link: link(its), label: 'Voir ce qui change' },
    ],
  }),
  en: (its) => ({
    subject: `The K-Studio charter changes: version ${its.version}`,
    parts: [
      `The charter changes in a substantial point. Version ${its.version} will apply to your company on ${day.en(its.about)} at the earliest, and never less than thirty days after this notice reached you. Until then nothing changes for you.`,
      ...its.changes.flatMap(lines.en),
      'What you have given us already is never kept longer than the charter of that time promised.',
      { link: link(its), label: 'See what changes' },
    ],
  }),
};
