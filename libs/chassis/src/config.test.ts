import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig, secret } from './config.ts';

const schema = z.object({ LINK_SECRET: secret(), PORT: z.coerce.number().int() });

describe('the configuration', () => {
  it('names every variable that is missing or wrong, and shows no value', () => {
    const load = () => loadConfig(schema, { LINK_SECRET: 'too-short-to-be-secret', PORT: 'eighty' });
    expect(load).toThrow(/LINK_SECRET.*PORT/);
    expect(load).not.toThrow(/too-short-to-be-secret/);
  });

  it('reads a secret from the file that NAME_FILE names', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
    writeFileSync(file, `${'s'.repeat(40)}\n`);
    expect(loadConfig(schema, { LINK_SECRET_FILE: file, PORT: '80' })).toEqual({
      LINK_SECRET: 's'.repeat(40),
      PORT: 80,
    });
  });

  it('gives a secret no default', () => {
    expect(() => loadConfig(schema, { PORT: '80' })).toThrow('LINK_SECRET');
  });
});
