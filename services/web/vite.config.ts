import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const framework =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|i18next|react-i18next|html-parse-stringify)\//;

/** The application: `npm run build -w @kstudio/web` puts it into dist/app, compressed beforehand. */
export default defineConfig({
  root: new URL('src/app', import.meta.url).pathname,
  plugins: [
    react(),
    compression({
      algorithms: ['brotliCompress', 'gzip'],
      include: /\.(js|css|svg|webmanifest)$/,
      threshold: 1024,
    }),
  ],
  html: { cspNonce: '__NONCE__' },
  css: { postcss: { plugins: [(await import('postcss-preset-mantine')).default()] } },
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // The editor is that large; no other page loads it.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    // What every page needs, in one file: it compresses better than twenty, and changes only with its packages.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'frame', test: framework }] } } },
  },
  server: {
    port: 5173,
    proxy: { '/api/': { target: process.env.APP_ORIGIN ?? 'http://localhost:8080', changeOrigin: true } },
  },
});
