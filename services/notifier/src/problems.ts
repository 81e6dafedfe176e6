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
  incidentUnknown: () =>
    new Problem(404, 'incident-unknown', {
      title: { fr: 'Violation inconnue', en: 'Unknown breach' },
      detail: {
        fr: 'Cette violation n’est pas au registre, ou elle est close.',
        en: 'This breach is not in the register, or it is closed.',
      },
    }),
};
