import {
  type BaseConfig,
  type Build,
  baseConfig,
  type RunningService,
  type ServiceParts,
  startService,
} from '@kstudio/chassis';
import { catalogue, type ServiceName } from '@kstudio/contracts';
import type { Provisioned } from './servers.ts';

/** The environment of a service under test: its own users, free ports, a clock that can be moved. */
export function testConfig(provisioned: Provisioned, service: ServiceName): BaseConfig {
  return baseConfig.parse({
    PORT: 0,
    ADMIN_PORT: 0,
    APP_ORIGIN: 'http://localhost:8080',
    SITES_ORIGIN: 'http://localhost:8081',
    CLOCK: 'shiftable',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...provisioned.urlsOf(service),
  });
}

const byTheChassis = [
  'identity.signing-key-announced.v1',
  'identity.session-revoked.v1',
  'retention.purge-ordered.v1',
  'retention.certificate-issued.v1',
];

/**
 * A real service on the real bus that does next to nothing: it hears its events, answers what it is told to, and
 * purges as the chassis does. It stands in for the services that a test is not about.
 */
export function standIn<S extends ServiceName>(
  provisioned: Provisioned,
  service: S,
  parts: Partial<ServiceParts<S>> = {},
): Promise<RunningService> {
  const deaf = catalogue.events
    .filter(({ event, consumers }) => {
      return (consumers as readonly string[]).includes(service) && !byTheChassis.includes(event.key);
    })
    .map(({ event }) => [event.key, async () => undefined]);
  const silent = catalogue.questions
    .filter(({ owner }) => owner === service)
    .map(({ question }) => [
      question.key,
      question.key.endsWith('.watch.v1')
        ? async () => ({ tallies: [] })
        : async () => Promise.reject(new Error('not asked in this test')),
    ]);
  const build: Build<S, BaseConfig> = () =>
    ({
      routes: [],
      jobs: {},
      holdings: [],
      ...parts,
      consumers: { ...Object.fromEntries(deaf), ...parts.consumers },
      answers: { ...Object.fromEntries(silent), ...parts.answers },
    }) as unknown as ServiceParts<S>;
  return startService(service, testConfig(provisioned, service), build);
}
