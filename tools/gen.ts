import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderCatalogue } from '@kstudio/contracts';
import { chartFacts } from './chart-facts.ts';
import { chartReadme } from './chart-readme.ts';
import { apiFiles, type Generated } from './generated.ts';
import { verifierFile } from './verifier.ts';

const root = join(import.meta.dirname, '..');
const files: Generated[] = [
  ...apiFiles,
  verifierFile,
  { file: 'docs/events.md', render: renderCatalogue },
  chartFacts,
  chartReadme,
];

/** Writes every generated file; with `--check` writes nothing, names what is stale and ends with 1. */
async function main(checking: boolean): Promise<number> {
  let stale = 0;
  for (const { file, render } of files) {
    const path = join(root, file);
    const fresh = await render();
    if (existsSync(path) && readFileSync(path, 'utf8') === fresh) continue;
    stale += 1;
    console.log(checking ? `${file} is stale.` : `${file} written.`);
    if (checking) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fresh);
  }
  if (stale === 0) console.log(`${files.length} generated files are fresh.`);
  return checking && stale > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.includes('--check'));
