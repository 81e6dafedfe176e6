import './trusted-types-first.ts';
import './styles.ts';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { styleNonce } from './facts.ts';
import { NotForThisAccount } from './guards.ts';
import { startLanguage } from './i18n/start.ts';
import { queries } from './queries.ts';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

const Toasts = lazy(async () => ({ default: (await import('./parts/toasts.tsx')).Toasts }));
const themeStorage = localStorageColorSchemeManager({ key: 'kstudio.theme' });
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');

/** The wrong account is an answer that the page shows; everything else that breaks belongs on the console. */
const onCaughtError = (error: unknown) => {
  if (!(error instanceof NotForThisAccount)) console.error(error);
};

await startLanguage();
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={themeStorage}
      getStyleNonce={styleNonce}
    >
      <Suspense>
        <Toasts />
      </Suspense>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
