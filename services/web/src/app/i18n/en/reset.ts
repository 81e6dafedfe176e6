import type { Texts } from '../fr/index.ts';

export const reset: Texts['reset'] = {
  ask: {
    title: 'Forgotten password',
    lead: 'Give your sign-in address: we send a link there with which to choose a new password.',
    submit: 'Send the link',
    sent: {
      title: 'Look into your mailbox',
      lead: 'If {{email}} has an account, a link has just left for it. It serves once, within an hour.',
      help: 'Nothing after a few minutes? Check the address and the spam folder, or write to {{email}}.',
      again: 'Try another address',
    },
  },
  choose: {
    title: 'Choose a new password',
    first: 'Choose your password',
    firstLead: 'Hello {{name}}. It will let you into the running of K-Studio.',
    submitFirst: 'Choose this password',
    checking: 'We are checking your link…',
    lead: 'Hello {{name}}. All your open sessions will close, on all your devices.',
    submit: 'Change the password',
    done: 'Your password has changed. Sign in with the new one.',
    missing: 'Open the link straight from the e-mail you received: the end of the address matters.',
    again: 'Ask for another link',
  },
};
