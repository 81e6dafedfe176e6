import type { Texts } from '../fr/index.ts';

export const problems: Texts['problems'] = {
  title: 'That did not work',
  network: 'The service does not answer. Check your connection, then try again: nothing you typed is lost.',
  unexpected:
    'Something went wrong on our side. Try again in a moment; if it comes back, write to {{email}}.',
  requestId: 'Number to give to support: {{id}}',
  notFound: {
    title: 'This page does not exist',
    text: 'The address may be incomplete, or the page has moved. Nothing is lost.',
  },
  crash: {
    title: 'The page has stopped',
    text: 'This is an error on our side, and your data has nothing to do with it. Reload the page; if it happens again, write to {{email}}.',
    reload: 'Reload the page',
  },
  notYours: {
    title: 'This page is not for this account',
    manager: 'It is for the person who manages the subscription.',
    administrator: 'It is for the administrators of the space.',
    staff: 'It is for Knowmore’s team.',
    user: 'It is for the users of a space.',
  },
};
