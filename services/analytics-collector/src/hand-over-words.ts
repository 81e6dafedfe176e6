/** The columns of a hand-over's tables, each with its meaning in both languages. */
export const eventColumns = [
  ['at', 'date et heure (UTC)', 'date and time (UTC)'],
  ['site', 'site sur lequel la page a été vue', 'site on which the page was viewed'],
  [
    'page',
    'page consultée : la route déclarée, sans paramètre',
    'page viewed: the declared route, without parameters',
  ],
  [
    'link',
    'lien suivi : une route, ou un autre site par son seul nom ; vide pour une page vue',
    'link clicked: a route, or another site by its name alone; empty for a page view',
  ],
  ['browserType', 'type du navigateur', 'type of browser'],
  ['browserLanguage', 'langue du navigateur', 'language of the browser'],
  ['ipAddress', 'adresse IP', 'IP address'],
  [
    'visitor',
    'visiteur : un nom propre à ce site et à cette communication, qui ne désigne personne',
    'visitor: a name that is of this site and this hand-over alone, and points at nobody',
  ],
] as const;

export const sessionColumns = [
  ['at', 'date et heure de la connexion (UTC)', 'date and time of the sign-in (UTC)'],
  [
    'sessionId',
    'identifiant de la session, celui que porte le journal d’audit',
    'id of the session, the one that the audit names',
  ],
  ['ipAddress', 'adresse IP', 'IP address'],
  ['userAgent', 'navigateur, comme il s’est présenté', 'browser, as it presented itself'],
] as const;

export const auditColumns = [
  ['at', 'date et heure (UTC)', 'date and time (UTC)'],
  ['service', 'service de K-Studio qui l’a noté', 'service of K-Studio that noted it'],
  ['action', 'ce qui a été fait ou tenté', 'what was done or tried'],
  ['outcome', 'done : fait ; refused : refusé', 'done, or refused'],
  [
    'actor',
    'identifiant de qui l’a fait ; vide pour la plateforme',
    'id of who did it; empty for the platform',
  ],
  ['target', 'identifiant de ce qui en était l’objet', 'id of what it was done to'],
] as const;

export interface Covers {
  from: string;
  to: string;
  preparedAt: string;
}

/** The letter that goes with the tables, French first. */
export function readme({ from, to, preparedAt }: Covers): string {
  const table = (at: 1 | 2, columns: readonly (readonly [string, string, string])[]) =>
    columns.map((column) => `  ${column[0].padEnd(16)} ${column[at]}`).join('\n');
  return `K-STUDIO — CE QUI A ÉTÉ RECUEILLI AUTOMATIQUEMENT (clause 4.browsing-handover)
Du ${from} au ${to}, jours de Paris. Préparé le ${preparedAt}.

Ces fichiers contiennent des adresses IP : gardez-les à l'abri, et effacez-les quand vous n'en avez plus besoin.
Ce que K-Studio garde lui-même disparaît un an après la collecte, jour pour jour (clause 5.browsing-term).

evenements.csv, evenements.json : pages vues et liens suivis dans votre espace, par ceux qui l'ont accepté
${table(1, eventColumns)}

sessions.csv, sessions.json : ce qui a été noté à chaque connexion à votre espace
${table(1, sessionColumns)}

journal.csv, journal.json : ce que le journal d’audit a noté pour votre espace, par identifiants seulement
${table(1, auditColumns)}

manifest.json : l'empreinte SHA-256 de chaque fichier.
Dans les CSV (UTF-8, virgules), une apostrophe précède un texte qui commence par = + - ou @, pour qu'un tableur ne
l'exécute pas ; les JSON donnent le texte exact.

──────────

K-STUDIO — WHAT WAS COLLECTED AUTOMATICALLY (clause 4.browsing-handover)
From ${from} to ${to}, days of Paris. Prepared on ${preparedAt}.

These files hold IP addresses: keep them safe, and erase them when you need them no more.
What K-Studio keeps itself is gone one year after collection, to the day (clause 5.browsing-term).

evenements.csv, evenements.json: pages viewed and links clicked in your space, by those who accepted
${table(2, eventColumns)}

sessions.csv, sessions.json: what was noted at each sign-in to your space
${table(2, sessionColumns)}

journal.csv, journal.json: what the audit noted of your space, by ids alone
${table(2, auditColumns)}

manifest.json: the SHA-256 of each file.
In the CSV (UTF-8, commas) an apostrophe stands before a text that begins with = + - or @, so that a spreadsheet does
not run it; the JSON gives the exact text.
`;
}
