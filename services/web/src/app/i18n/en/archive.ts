export const archive = {
  title: 'What we keep of {{company}}',
  lead: 'The subscription ended on {{date}}. Nobody signs in any more, and we do not look into these data.',
  waiting: 'Your subscription runs. Only your password is missing.',
  enter: 'Choose my password',
  goesOn: 'Your subscription goes on. Sign in as before.',
  ask: {
    title: 'Find a subscription again',
    lead: 'Give the address of the person who manages the subscription: she gets a link to come in, or, if it has ended, to see what we keep and to come back.',
    email: 'E-mail address of the subscription’s manager',
    submit: 'Get the link',
  },
  sent: {
    title: 'Look into your mailbox',
    lead: 'If {{email}} is the address that manages a subscription, a link has just been sent to it. It works for an hour.',
  },
  again: 'Ask for another link',
  back: {
    title: 'Come back',
    text: 'The subscription goes on: you find the space, the contents and the users as you left them. You choose a password, then invite your colleagues again.',
    submit: 'Resume the subscription',
  },
  erasure: {
    title: 'Erase without waiting',
    text: 'Everything can go in 72 hours instead of after the time that the charter says. You get the link to the certificate at once, and can take this back until the last moment.',
    asked: 'Everything will be erased on {{date}}. Until then you can take this back.',
    name: 'To confirm, write: {{company}}',
    submit: 'Erase everything in 72 hours',
    back: 'Erase nothing before its time',
  },
  calendar: 'What goes, and when',
  welcome: 'Welcome back, {{company}}',
};
