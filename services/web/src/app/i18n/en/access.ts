import type { Texts } from '../fr/index.ts';

export const access: Texts['access'] = {
  confirm: {
    title: 'Confirm the subscription',
    checking: 'We are checking your link…',
    opening: 'Your space is opening. It takes a few seconds…',
    confirmed: 'The subscription of {{company}} is confirmed.',
    choose: 'Hello {{name}}. One password left to choose: you will sign in with it.',
    prove: 'Hello {{name}}. You have a K-Studio password already: it will open this space too.',
    account: 'Your sign-in address',
    password: 'Password',
    advice:
      'At least 12 characters. A phrase of four or five words is easier to remember than a complicated word, and stronger.',

    tooShort_one: 'One more character.',
    tooShort_other: '{{count}} more characters.',
    tooPlain: 'This password can be guessed: too repetitive, or taken from your name.',
    good: 'Long enough.',
    show: 'Show the password',
    why: 'This password is kept in a form that nobody can read back, and only as long as you have access.',
    open: 'Enter my space',
    dead: {
      title: 'This link no longer works',
      text: 'It is more than seven days old, or was not copied whole. After that time everything you had written was erased: simply subscribe again.',
      help: 'A question? Write to <support />.',
    },
    missing: {
      title: 'Part of the link is missing',
      text: 'Open it straight from the confirmation e-mail: the end of the address matters.',
    },
    slow: 'The space is taking longer than expected to open. Nothing is lost: try again in a moment.',
  },
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    needed: 'Sign in to open this page.',
    ended: 'Your subscription has ended?',
    endedLink: 'See what we keep, or come back',
    noAccount: 'Not a subscriber yet?',
    subscribe: 'Subscribe',
    forgotten: 'Forgot your password?',
    staff: 'Operations team',
  },
};
