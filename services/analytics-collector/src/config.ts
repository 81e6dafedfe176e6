import { baseConfig } from '@kstudio/chassis';
import type { z } from 'zod';

/** What analytics-collector reads from its environment: nothing of its own yet. */
export const config = baseConfig;
export type Config = z.infer<typeof config>;
