import { runService } from '@kstudio/chassis';
import { build } from './build.ts';
import { configSchema } from './config.ts';

await runService('identity', configSchema, build);
