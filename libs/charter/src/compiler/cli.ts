import { fileURLToPath } from 'node:url';
import { clauses } from '../clauses.ts';
import { laws } from '../laws.ts';
import { currentCharter } from '../versions.ts';
import type { Facts } from './facts.ts';
import { judge } from './judge.ts';
import { readServices } from './read-services.ts';
import { filesOf, openAllowed, readSources } from './read-tree.ts';
import { sentencesOf, tableOf } from './table.ts';
import { why } from './why.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

async function readAll(): Promise<Facts> {
  const files = filesOf(root);
  const rules = [...clauses, ...laws];
  const read = await readServices(root, files);
  return {
    rules,
    ...read,
    ...readSources(root, files),
    files: new Set(files),
    openAllowed: openAllowed(root),
  };
}

/**
 * `npm run charter`: the table, then what is wrong. `-- why <field>` answers for one field, `-- --json` is
 * for programs, `-- --findings` leaves the table out.
 */
async function main(args: readonly string[]): Promise<number> {
  const facts = await readAll();
  if (args[0] === 'why') {
    console.log(why(facts, args[1] ?? '').join('\n'));
    return 0;
  }
  const findings = judge(facts);
  if (args.includes('--json')) {
    const { version, effectiveOn } = currentCharter;
    const { rules, fields, doors } = facts;
    console.log(JSON.stringify({ version, effectiveOn, rules, fields, doors, findings }, null, 2));
  } else {
    const table = args.includes('--findings') ? [] : tableOf(facts);
    console.log([...table, ...sentencesOf(findings)].join('\n'));
  }
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
