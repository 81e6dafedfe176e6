import { termZone } from '@kstudio/charter';
import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'incident' }>;
const link = ({ appOrigin }: Its) => `${appOrigin}/incidents`;
const momentIn = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: termZone,
  });
  return (instant: Date) => format.format(instant);
};
const moment = { fr: momentIn('fr-FR'), en: momentIn('en-GB') };

/** A breach of the security rules: what happened, what is done about it, and where to follow it (6.incident). */
export const incidentMail: Words<Its> = {
  fr: (its) => ({
    subject: `Violation de sécurité touchant l’espace de ${its.companyName}`,
    parts: [
      `Nous vous informons d’une violation de la sécurité qui touche l’espace de ${its.companyName}, constatée le ${moment.fr(its.incident.noticedAt)} (heure de Paris).`,
      its.incident.nature.fr,
      ...its.incident.measures.map(({ words }) => `Ce que nous faisons : ${words.fr}`),
      { link: link(its), label: 'Voir la violation et les mesures' },
      'Votre entreprise est responsable du traitement de ses données : si la loi l’exige, elle a 72 heures pour déclarer la violation à la CNIL à compter du moment où elle en a connaissance. La page affiche ce délai et un projet de déclaration (RGPD, article 33).',
    ],
  }),
  en: (its) => ({
    subject: `Security breach touching the space of ${its.companyName}`,
    parts: [
      `We inform you of a breach of security that touches the space of ${its.companyName}, noticed on ${moment.en(its.incident.noticedAt)} (Paris time).`,
      its.incident.nature.en,
      ...its.incident.measures.map(({ words }) => `What we do about it: ${words.en}`),
      { link: link(its), label: 'See the breach and the measures' },
      'Your company is the controller of its data: where the law requires it, it has 72 hours to report the breach to the authority from the moment it becomes aware of it. The page shows that clock and a draft of the record (GDPR, article 33).',
    ],
  }),
};
