import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const app = join(import.meta.dirname, 'app');
const styled = new Set<string>();
const sheets = join(process.cwd(), 'node_modules/@mantine/core/styles');
for (const file of globSync('**/*.tsx', { cwd: app })) {
  const source = readFileSync(join(app, file), 'utf8');
  for (const [, names = ''] of source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g))
    for (const name of names.split(',').map((its) => its.trim()))
      if (name && existsSync(join(sheets, `${name}.layer.css`))) styled.add(name);
}

describe('the sheets of the components', () => {
  const imported = readFileSync(join(app, 'styles.ts'), 'utf8');

  it.each([...styled])('has the one of %s', (name) => {
    expect(imported).toContain(`@mantine/core/styles/${name}.layer.css`);
  });
});
