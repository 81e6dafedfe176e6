import type { CalendarRow } from '../../api/types.ts';
import { stopsOf } from './stops.ts';

const row = (label: string, goesOn: string | null): CalendarRow => ({
  category: 'contents',
  label,
  clause: '5.subscription-term',
  keptFor: 'P5Y',
  startsAt: null,
  goesOn,
  ifEndedNow: true,
  rule: '',
});

test('the days stand in order, each once, with everything that goes on it', () => {
  const rows = [row('Contenus', '2031-11-23'), row('Accès', '2026-12-23'), row('Utilisateurs', '2031-11-23')];
  expect(stopsOf([...rows, row('Preuves', null)])).toEqual([
    { day: '2026-12-23', labels: ['Accès'] },
    { day: '2031-11-23', labels: ['Contenus', 'Utilisateurs'] },
  ]);
});
