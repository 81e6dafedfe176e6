/**
 * What is known here of each clause's proof: the last run of its test, and whether its enforcement is taken out now.
 * The charter's page shows it (services/retention reads the file by PROOFS_FILE).
 *
 * { "<clause>": { "last": { "at", "outcome": "proved" | "failed", "why" }, "broken": { "since", "why" } } }
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = () =>
  process.env.KSTUDIO_PROOFS ?? fileURLToPath(new URL('../.kstudio/proofs.json', import.meta.url));

/** Changes what is known of some clauses; whoever reads meanwhile sees the file before or after, never half of it. */
export function noteProofs(change) {
  const file = path();
  const proofs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  change(proofs);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(proofs, null, 2));
  renameSync(`${file}.new`, file);
}

/** The clauses whose enforcement is taken out, as tools/break.mjs says it. */
export function noteBroken(clauses) {
  noteProofs((proofs) => {
    for (const [clause, { broken, ...known }] of Object.entries(proofs)) {
      if (broken && !clauses.includes(clause)) proofs[clause] = known;
    }
    for (const clause of clauses) {
      proofs[clause] = { broken: { since: new Date().toISOString(), why: null }, ...proofs[clause] };
    }
  });
}
