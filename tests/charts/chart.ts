import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type CommandResult, run } from '../../deploy/local/commands.ts';
import { findHelm } from '../support/helm.ts';

export const root = join(import.meta.dirname, '../..');

/** Objects of any kind, read by their paths. */
type Any = ReturnType<typeof JSON.parse>;
/** A Kubernetes object as it was rendered. */
export type Rendered = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
} & Record<string, Any>;

export type Chart = {
  /** Renders a release named `k`; throws with Helm's own words where it refuses. */
  render(files: string[], ...more: string[]): Promise<Rendered[]>;
  /** Helm with these words, in a folder that holds both charts with the umbrella's dependencies built. */
  helm(...words: string[]): Promise<CommandResult>;
  close(): void;
};

/** The charts as an operator has them, in a folder of their own: nothing is written beside the sources. */
export async function openChart(): Promise<Chart> {
  const helmProgram = await findHelm();
  const folder = mkdtempSync(join(tmpdir(), 'kstudio-charts-'));
  const sources = (path: string) => !/charts\/kstudio\/charts(\/|$)/.test(path);
  cpSync(join(root, 'charts'), join(folder, 'charts'), { recursive: true, filter: sources });
  const env = { ...process.env, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder };
  const helm = (...words: string[]) => run(helmProgram, words, { cwd: folder, env });
  const built = await helm('dependency', 'build', 'charts/kstudio');
  if (!built.ok) throw new Error(built.stderr);
  return {
    helm,
    async render(files, ...more) {
      const values = files.flatMap((file) => ['--values', `charts/kstudio/${file}`]);
      const result = await helm(
        'template',
        'k',
        'charts/kstudio',
        '--namespace',
        'kstudio',
        ...values,
        ...more,
      );
      if (!result.ok) throw new Error(result.stderr);
      return objectsIn(result.stdout);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function objectsIn(text: string): Rendered[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    const object = document.toJS() as Rendered | null;
    return object ? [object] : [];
  });
}

/** The pods that an object makes: their labels and what is in them. */
export function podOf(object: Rendered): Any {
  if (object.kind === 'Pod') return object;
  return object.kind === 'CronJob' ? object['spec'].jobTemplate.spec.template : object['spec']?.template;
}
export const containersOf = (object: Rendered): Any[] => {
  const spec = podOf(object)?.spec;
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
};
/** What runs: every object that makes pods. */
export const running = (objects: Rendered[]) => objects.filter((object) => podOf(object)?.spec?.containers);

/** Whether labels are all that a selector asks for. */
export const selects = (selector: Any, labels: Record<string, string> = {}): boolean =>
  Object.entries(selector?.matchLabels ?? selector ?? {}).every(([key, value]) => labels[key] === value);
