import {
  type ClauseId,
  currentCharter,
  type LawId,
  laws,
  parisDay,
  type Rule,
  saidInYears,
  termYearsOf,
} from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import { publicKeyOf } from '@kstudio/verify';
import type { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import { proofOf, readProofs } from './proofs.ts';
import type { CharterPage } from './shapes.ts';

/**
 * A version of the charter in one language, the latest where none is named: what it promises, what enforces it, what
 * proves it. Throws not-found.
 */
export async function showCharter(
  deps: RetentionDeps,
  locale: 'fr' | 'en',
  asked?: string,
): Promise<z.input<typeof CharterPage>> {
  const { charters, key, log, proofsFile } = deps;
  const [all, proofs, violations] = await Promise.all([
    charters.all(),
    readProofs(proofsFile, log),
    deps.violations(),
  ]);
  const latest = all.at(-1)?.charter.version;
  const shown = all.find(({ charter }) => charter.version === (asked ?? latest));
  if (!shown) throw problems.unknown();
  const { version, effectiveOn, clauses, categories, recipients, purposes } = shown.charter;
  const [before, years] = [termYearsOf(currentCharter), termYearsOf(shown.charter)];
  const spoken = <Id extends string>(rule: Rule<Id>) => ({
    id: rule.id,
    article: rule.article,
    title: rule.title[locale],
    text: rule.text[locale],
    status: rule.status,
    enforcers: [...rule.enforcers],
    proofs: [...rule.proofs],
    proof: proofOf(proofs, rule.id),
    violations: violations[rule.id as ClauseId | LawId] ?? null,
  });
  const { x } = publicKeyOf(key.private);
  return {
    version,
    effectiveOn,
    latest: version === latest,
    publishedOn: version === currentCharter.version ? null : parisDay(shown.publishedAt),
    substantial: shown.substantial,
    locale,
    clauses: clauses.map(spoken),
    laws: laws.map((law) => spoken({ ...law, text: saidInYears(law.text, before, years) })),
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
