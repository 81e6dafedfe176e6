/** What may name a site or a page in an address: letters without accents, digits and hyphens. */
export const ADDRESS_NAME = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])$/;

/** A title as it can stand in an address: `L’affûtage d’un fer` → `l-affutage-d-un-fer`. Pure. */
export function pageName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/giu, 'oe')
    .replace(/æ/giu, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/g, '');
  return plain.length >= 2 ? plain : 'page';
}
