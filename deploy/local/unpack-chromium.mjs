/** Unpacks the Chromium of @sparticuz/chromium, with the libraries that a bare system lacks, into the folder for temporary files. */
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

await chromium.executablePath();
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
