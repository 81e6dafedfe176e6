import { runService } from '@kstudio/chassis';
import { build } from './build.ts';
import { config } from './config.ts';

await runService('content', config, build);
