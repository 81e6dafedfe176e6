import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { close, listen } from '../gateway.ts';
import { freePort } from '../ports.ts';
import { startRabbitmq } from './rabbitmq.ts';

const downloads = process.env.TEST_DOWNLOADS ?? resolve(import.meta.dirname, '../../../.kstudio/downloads');

test('a broker whose console port another broker took meanwhile blames the port, not the password', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kstudio-console-'));
  const management = await freePort();
  const other = createServer((_request, response) => response.writeHead(401).end());
  await listen(other, management);
  const given = process.env.RABBITMQ_URL;
  delete process.env.RABBITMQ_URL;
  try {
    const starting = startRabbitmq({ dir: join(dir, 'rabbitmq'), downloads, ports: { management } });
    await expect(starting).rejects.toThrow('One of its ports was taken in the same moment.');
  } finally {
    if (given !== undefined) process.env.RABBITMQ_URL = given;
    await close(other);
    rmSync(dir, { recursive: true, force: true });
  }
}, 60_000);
