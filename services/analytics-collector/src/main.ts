import { runService } from '@kstudio/chassis';
import { build } from './build.ts';
import { config } from './config.ts';

await runService('analytics-collector', config, build);
