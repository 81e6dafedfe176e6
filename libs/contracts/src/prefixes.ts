import type { ServiceName } from './kinds.ts';

const prefixes: Record<ServiceName, string> = {
  account: '/api/account',
  identity: '/api/identity',
  content: '/api/content',
  'analytics-collector': '/api/browsing',
  retention: '/api/charter',
  notifier: '/api/notices',
};

/** Where a service's routes stand on the application's origin. */
export const prefixOf = (service: ServiceName): string => prefixes[service];
