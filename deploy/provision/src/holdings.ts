import { holdings as account } from '@kstudio/account/holdings';
import { holdings as collector } from '@kstudio/analytics-collector/holdings';
import type { Holding } from '@kstudio/chassis';
import { holdings as content } from '@kstudio/content/holdings';
import type { ServiceName } from '@kstudio/contracts';
import { holdings as identity } from '@kstudio/identity/holdings';
import { holdings as notifier } from '@kstudio/notifier/holdings';
import { holdings as retention } from '@kstudio/retention/holdings';

/** What every service holds. */
export const holdings: Record<ServiceName, readonly Holding[]> = {
  account,
  identity,
  content,
  'analytics-collector': collector,
  retention,
  notifier,
};
