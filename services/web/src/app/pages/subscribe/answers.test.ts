import { type Answers, answerAt, faultsIn, noAnswers, requestOf } from './answers.ts';

const complete: Answers = {
  ...noAnswers,
  offerId: 'atelier',
  'company.name': 'Menuiserie Le Goff',
  'company.line1': '4 rue de la Corderie',
  'company.postalCode': '29200',
  'company.city': 'Brest',
  'manager.name': 'Nolwenn Le Goff',
  'manager.email': 'nolwenn@legoff.example',
  'manager.phone': '02 98 44 12 34',
  accepted: true,
};

test('a form that is filled in has no fault, and asks nothing of a billing contact who is the manager', () => {
  expect(faultsIn(complete)).toEqual({});
});

test('each wrong answer is named with its reason', () => {
  const wrong = {
    ...complete,
    'company.city': ' ',
    'manager.email': 'nolwenn',
    'manager.phone': 'abc',
    accepted: false,
  };
  expect(faultsIn(wrong)).toEqual({
    'company.city': 'required',
    'manager.email': 'email',
    'manager.phone': 'phone',
    accepted: 'charter',
  });
});

test('a billing contact and address of their own are asked for, and sent', () => {
  const apart = { ...complete, sameContact: false, sameAddress: false };
  expect(Object.keys(faultsIn(apart))).toEqual([
    'billing.name',
    'billing.email',
    'billing.line1',
    'billing.postalCode',
    'billing.city',
  ]);
});

test('what is sent holds what was asked and nothing more', () => {
  expect(requestOf({ ...complete, 'billing.name': 'left over' }, 'fr', '1')).toEqual({
    offerId: 'atelier',
    company: {
      name: 'Menuiserie Le Goff',
      address: { lines: ['4 rue de la Corderie'], postalCode: '29200', city: 'Brest', country: 'FR' },
    },
    manager: { name: 'Nolwenn Le Goff', email: 'nolwenn@legoff.example', phone: '02 98 44 12 34' },
    billing: { name: 'Nolwenn Le Goff', email: 'nolwenn@legoff.example', phone: '02 98 44 12 34' },
    locale: 'fr',
    charterVersion: '1',
  });
});

test('a fault that the service found is shown at the field that the person sees', () => {
  expect(answerAt('company.address.lines.0', complete)).toBe('company.line1');
  expect(answerAt('company.address.postalCode', complete)).toBe('company.postalCode');
  expect(answerAt('billing.email', complete)).toBe('manager.email');
  expect(answerAt('billing.email', { ...complete, sameContact: false })).toBe('billing.email');
  expect(answerAt('charterVersion', complete)).toBe('accepted');
  expect(answerAt('nothing.of.ours', complete)).toBeUndefined();
});
