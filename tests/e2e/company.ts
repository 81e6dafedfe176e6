import { randomBytes, randomInt } from 'node:crypto';

/** What a company answers in the form, label by label. */
export interface Company {
  name: string;
  line1: string;
  postalCode: string;
  city: string;
  manager: { name: string; email: string; phone: string };
  billing: { name: string; email: string };
  specifics: string;
  password: string;
}

/** A French company that no other test knows. */
export function newCompany(): Company {
  const mark = randomBytes(3).toString('hex');
  return {
    name: `Menuiserie Le Goff ${mark}`,
    line1: `${randomInt(1, 90)} rue de la Corderie`,
    postalCode: '29200',
    city: 'Brest',
    manager: {
      name: `Nolwenn Le Goff-${mark}`,
      email: `nolwenn.${mark}@legoff.example`,
      phone: '02 98 44 12 34',
    },
    billing: { name: `Yann Abgrall-${mark}`, email: `compta.${mark}@legoff.example` },
    specifics: `Bon de commande ${mark} à rappeler sur chaque facture`,
    password: `trois rabots et ${randomBytes(6).toString('hex')}`,
  };
}
