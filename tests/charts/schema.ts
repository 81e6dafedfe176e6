import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../../deploy/local/commands.ts';
import { type Rendered, root } from './chart.ts';

const require = createRequire(__filename);

/** The packages that hold the schemas, by an object's group; Kubernetes' own unless named. */
const packages: Record<string, string> = {
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'keda.sh': '@kubernetes-models/keda',
};
const moduleOf = ({ apiVersion, kind }: Rendered) =>
  `${packages[apiVersion.split('/')[0] as string] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;

type Model = new (object: unknown) => { validate(): void };

/** What is wrong with an object by the schema of its kind; an object of a kind that is not known is wrong. */
export function faultsOf(object: Rendered): string[] {
  const name = `${object.kind} ${object.metadata?.name}`;
  let model: Model;
  try {
    model = require(moduleOf(object))[object.kind];
  } catch {
    return [`${name}: no schema`];
  }
  try {
    new model(object).validate();
    return [];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}

/**
 * Keys that no schema knows, anywhere in the objects: the compiler's complaints about them written out as literals of
 * their kinds' types. (The schemas themselves let a key pass that they do not name; the cluster would drop it.)
 */
export async function strayKeysIn(objects: readonly Rendered[]): Promise<string[]> {
  const folder = join(root, '.kstudio/charts');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `objects-${process.pid}.ts`);
  const lines = objects.map((object, at) => {
    const { apiVersion, kind, ...rest } = object;
    return `import type { I${kind} as T${at} } from '${moduleOf(object)}';
export const o${at}: Omit<T${at}, 'apiVersion' | 'kind'> = ${JSON.stringify(rest, null, 1)};`;
  });
  writeFileSync(file, lines.join('\n'));
  const options = ['--noEmit', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext', '--types', ''];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, ...options, file], { cwd: root });
  rmSync(file);
  return stdout.split('\n').filter((line) => /error TS/.test(line));
}
