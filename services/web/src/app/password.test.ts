import { passwordFault } from './password.ts';

const known = ['Hélène Ferrand', 'helene@ateliers-ferrand.fr', 'Ateliers Ferrand'];

test('eleven characters are too short, twelve are enough', () => {
  expect(passwordFault('une gouge bl', known)).toBeUndefined();
  expect(passwordFault('une gouge b', known)).toBe('short');
});

test('a character is a character, whatever its script', () => {
  expect(passwordFault('🪵🔨🪚🪛🧰📐📏✏️📎🖊', known)).toBe('short');
});

test('one letter many times, or the person’s own name and company, can be guessed', () => {
  expect(passwordFault('aaaaaaaaaaaaaaaa', known)).toBe('plain');
  expect(passwordFault('ferrand-helene1', known)).toBe('plain');
  expect(passwordFault('Ateliers Ferrand sous la pluie', known)).toBeUndefined();
});
