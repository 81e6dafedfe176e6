import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { freePorts } from '../../../deploy/local/ports.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('a service that is told to stop', () => {
  let provisioned: Provisioned;
  let collector: Server;
  let received = '';

  beforeAll(async () => {
    provisioned = await provisionFor('telemetry');
    collector = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (received += part));
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    collector?.closeAllConnections();
    collector?.close();
    await provisioned?.remove();
  });

  it('hands over the spans of its last request before it leaves', async () => {
    const [port, admin] = (await freePorts(2)) as [number, number];
    const service = spawn(
      process.execPath,
      [
        '--conditions=@kstudio/source',
        `--import=${join(root, 'libs/chassis/src/telemetry.ts')}`,
        join(root, 'services/content/src/main.ts'),
      ],
      {
        cwd: root,
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH,
          ...provisioned.urlsOf('content'),
          PORT: String(port),
          ADMIN_PORT: String(admin),
          APP_ORIGIN: 'http://localhost:8080',
          SITES_ORIGIN: 'http://localhost:8081',
          LOG_LEVEL: 'silent',
          OTEL_SERVICE_NAME: 'content',
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
          OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
          // Longer than the test: what arrives was sent because the service stopped.
          OTEL_BSP_SCHEDULE_DELAY: '600000',
        },
      },
    );
    const ended = new Promise<number | null>((done) => service.once('exit', done));
    try {
      const url = `http://127.0.0.1:${port}/api/content/openapi.json`;
      const answer = await eventually(() => fetch(url, { headers: { connection: 'close' } }), 60_000);
      const id = answer.headers.get('x-request-id');
      await answer.text();
      expect(received).not.toContain(id);
      service.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(received).toContain(id);
    } finally {
      service.kill('SIGKILL');
    }
  }, 90_000);
});
