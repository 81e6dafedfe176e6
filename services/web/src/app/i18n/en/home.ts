import type { Texts } from '../fr/index.ts';

export const home: Texts['home'] = {
  title: 'K-Studio, a workshop for writing',
  eyebrow: 'A workshop for online training and help',
  headline: 'You write. <em>The code keeps the charter.</em>',
  lead: 'K-Studio is the workshop in which your company’s teams write their training and their help pages. We tell you what we keep, why, and until which day.',
  promise: 'This page is true, because the build of the software fails when it is not.',
  subscribe: 'Subscribe',
  readCharter: 'Read the charter',
  sheet: {
    caption:
      'What you will see on your account page: each piece of data, the clause that allows it, and its last day. An example.',
    title: 'What you gave us',
    company: 'Company',
    companyValue: 'Ateliers Ferrand',
    manager: 'Manager',
    managerValue: 'Hélène Ferrand',
    content: 'Content',
    contentValue: 'Welcoming apprentices',
    address: 'IP address',
    addressValue: 'noted on 14 March 2026',
    untilTerm: 'until the subscription ends, plus 5 years',
    untilYear: 'until 14 March 2027',
  },
  steps: {
    title: 'Three steps to begin',
    one: {
      title: 'You subscribe',
      text: 'A company, a person who manages, a billing contact. Nothing more is asked.',
    },
    two: {
      title: 'You confirm',
      text: 'One e-mail, one link, one password. Unconfirmed, everything is erased after seven days.',
    },
    three: {
      title: 'You write',
      text: 'Your space opens with a sample course and templates. What you write there is yours.',
    },
  },
  short: {
    title: 'The charter in short',
    lead: 'Seven articles, eighteen clauses. The charter says of each whether it is proved already, by which code and which test.',
    one: {
      title: 'Here only',
      text: 'The charter covers the workshop and the sites that take part in it. Nothing is collected for any other site.',
    },
    two: {
      title: 'What is needed, no more',
      text: 'Contact details for the subscription, your contents, and browsing data that you can refuse.',
    },
    three: {
      title: 'Yours, and nobody else’s',
      text: 'You stay the owner of your data. It is never shared, sold, rented or traded.',
    },
    four: {
      title: 'In view, and mendable',
      text: 'Everything you gave is on your account page. One e-mail is enough to have it put right.',
    },
    five: {
      title: 'A last day',
      text: 'The subscription plus five years; one year for browsing. Then it is erased, with a signed certificate.',
    },
    six: {
      title: 'Well guarded',
      text: 'If security is breached, the administrator of your space is told immediately.',
    },
    seven: {
      title: 'No quiet changes',
      text: 'No substantial change takes effect before the person who manages has been told.',
    },
    all: 'Read the whole charter, with its proofs',
  },
  closing: {
    title: 'Ready to open your space?',
    text: 'Five minutes, and before you sign you know how long each answer is kept.',
  },
};
