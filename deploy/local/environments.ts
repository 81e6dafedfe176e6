import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { Secrets } from './secrets.ts';

/** The services that stand on the bus, in the order in which the table of paths names them. */
export const busServices = [
  'account',
  'identity',
  'content',
  'analytics-collector',
  'retention',
  'notifier',
] as const;
export const allServices = [...busServices, 'web'] as const;
export type LocalService = (typeof allServices)[number];

export type SystemAddresses = {
  application: string;
  sites: string;
  /** The page on which the mails can be read. */
  mailSink: string;
  smtp: string;
  /** Where mail to support comes in. */
  supportSmtp: string;
  traces: string;
};

/** What every service is told on this machine. */
export function commonEnvironment(
  addresses: SystemAddresses,
  clock: 'real' | 'shiftable',
): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    APP_ORIGIN: addresses.application,
    SITES_ORIGIN: addresses.sites,
    MAIL_SINK: addresses.mailSink,
    CLOCK: clock,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    TRUSTED_PROXIES: '127.0.0.1',
    NODE_ENV: 'production',
    OTEL_EXPORTER_OTLP_ENDPOINT: addresses.traces,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
  };
}

/** What one service alone is told: its secrets, made once, and the mail server's address. */
export function ownEnvironment(
  service: LocalService,
  secrets: Secrets,
  smtp: string,
): Record<string, string> {
  switch (service) {
    case 'account':
      return { LINK_SECRET: secrets.get('accountLinks') };
    case 'identity':
      return {
        TOKEN_SECRET: secrets.get('identityTokens'),
        FIRST_OPERATOR_TOKEN: secrets.get('firstOperatorToken'),
      };
    case 'analytics-collector':
      return { BROWSING_KEY: secrets.get('browsingKey') };
    case 'retention':
      return { CERTIFICATE_KEY: secrets.get('certificateKey', newSigningKey) };
    case 'notifier':
      return { SMTP_URL: smtp, MAIL_FROM: 'K-Studio <atelier@kstudio365.com>' };
    default:
      return {};
  }
}

/** An Ed25519 private key as a JWK. */
function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

/** A password at the broker and another at the database for each service. */
export function servicePasswords(secrets: Secrets): Record<string, { broker: string; database: string }> {
  return Object.fromEntries(
    busServices.map((service) => [
      service,
      { broker: secrets.get(`${service}.broker`), database: secrets.get(`${service}.database`) },
    ]),
  );
}

/** Where a service finds its own users at the broker and at the database: in files that provisioning wrote. */
export function addressFiles(service: LocalService, dir: string): Record<string, string> {
  if (service === 'web') return {};
  const file = (name: string) => join(dir, 'addresses', service, name);
  return { AMQP_URL_FILE: file('AMQP_URL'), MONGO_URL_FILE: file('MONGO_URL') };
}
