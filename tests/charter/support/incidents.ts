/** The same words in both languages. */
export const both = (text: string) => ({ fr: text, en: text });

/** What an operator writes of an incident that touches these clients. */
export const declarationFor = (clientIds: readonly string[], more: object = {}) => ({
  nature: both('Une copie de sauvegarde a été lue par erreur.'),
  consequences: both('Des contenus ont pu être lus.'),
  measures: both('La copie est détruite et les accès sont changés.'),
  categories: ['contents'],
  people: 3,
  noticedAt: null,
  clientIds,
  ...more,
});

/** An incident as the client's administrators see it. */
export interface Incident {
  incidentId: string;
  kind: string;
  nature: { fr: string };
  measures: { words: { fr: string } }[];
  noticedAt: string;
  toldAt: string | null;
  acknowledgedAt: string | null;
  reportBy: string | null;
  closedAt: string | null;
}
