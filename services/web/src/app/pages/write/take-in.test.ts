/** @jest-environment jsdom */
import { withoutStyles } from './take-in.ts';

test('styles and handlers go, and the words about them stay', () => {
  expect(withoutStyles('<style>p{}</style><p style="a:b" onclick=\'c()\' class="d">style="e"</p>')).toBe(
    '<p class="d">style="e"</p>',
  );
});
