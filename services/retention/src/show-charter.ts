import { currentCharter, laws, type Rule } from '@kstudio/charter';
import { publicKeyOf } from '@kstudio/verify';
import type { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import type { CharterPage } from './shapes.ts';

/** The charter in force, in one language: what it promises, what enforces it, what proves it. */
export async function showCharter(
  { key }: Pick<RetentionDeps, 'key'>,
  locale: 'fr' | 'en',
): Promise<z.input<typeof CharterPage>> {
  const { version, effectiveOn, clauses, categories, recipients, purposes } = currentCharter;
  const spoken = <Id extends string>(rule: Rule<Id>) => ({
    id: rule.id,
    article: rule.article,
    title: rule.title[locale],
    text: rule.text[locale],
    status: rule.status,
    enforcers: [...rule.enforcers],
    proofs: [...rule.proofs],
  });
  const { x } = publicKeyOf(key.private);
  return {
    version,
    effectiveOn,
    locale,
    clauses: clauses.map(spoken),
    laws: laws.map(spoken),
    categories: Object.values(categories).map(({ id, label, clause, term }) => ({
      id,
      label: label[locale],
      clause,
      keptFor: term.keep,
      rule: term.rule[locale],
    })),
    recipients: recipients.map((its) => ({
      id: its.id,
      label: its.label[locale],
      categories: [...its.categories],
    })),
    purposes: purposes.map(({ id, label }) => ({ id, label: label[locale] })),
    fingerprint: await key.fingerprint,
    certificateKey: { kty: 'OKP', crv: 'Ed25519', x },
  };
}
