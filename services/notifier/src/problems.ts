import { Problem } from '@kstudio/chassis';

/** What a person may be told by notifier, with what to do. */
export const problems = {
  noticedLater: () =>
    new Problem(400, 'noticed-later', {
      title: { fr: 'Date à corriger', en: 'Date to correct' },
      detail: {
        fr: 'Une violation ne peut pas avoir été constatée plus tard que maintenant.',
        en: 'A breach cannot have been noticed later than now.',
      },
      fields: [{ path: 'noticedAt', message: '≤' }],
    }),
  clientsUnknown: (clientIds: readonly string[]) =>
    new Problem(400, 'clients-unknown', {
      title: { fr: 'Client inconnu', en: 'Unknown client' },
      detail: {
        fr: 'Aucun client n’a cet identifiant : personne ne serait averti. Rien n’a été déclaré.',
        en: 'No client has this id: nobody would be told. Nothing was declared.',
      },
      fields: clientIds.map((clientId) => ({ path: 'clientIds', message: clientId })),
    }),
  incidentUnknown: () =>
    new Problem(404, 'incident-unknown', {
      title: { fr: 'Violation inconnue', en: 'Unknown breach' },
      detail: {
        fr: 'Cette violation n’est pas au registre, ou elle est close.',
        en: 'This breach is not in the register, or it is closed.',
      },
    }),
};
