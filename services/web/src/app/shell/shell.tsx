import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { IncidentBanner } from './incident-banner.tsx';
import { useMeasure } from './measure.ts';
import { NetworkBanner } from './network-banner.tsx';
import styles from './shell.module.css';

/** Moves the focus to the heading of the page just opened, so that it is read out and the keyboard starts there. */
function useFocusOnNewPage() {
  const router = useRouter();
  const first = useRef(true);
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged }) => {
        const skip = first.current;
        first.current = false;
        if (skip || !pathChanged || router.state.location.hash) return;
        const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main');
        heading?.focus({ preventScroll: true });
      }),
    [router],
  );
}

/** When a session ends by itself, a page that is for its holder alone gives way to the sign-in, which leads back. */
function useLeaveAtEndOfSession() {
  const router = useRouter();
  const session = useSession();
  const before = useRef(session);
  useEffect(() => {
    if (before.current && session === null) void router.invalidate();
    before.current = session;
  }, [router, session]);
}

/** What stands around every page. */
export function Shell() {
  const { t } = useTranslation();
  useFocusOnNewPage();
  useLeaveAtEndOfSession();
  useMeasure();
  return (
    <>
      <a href="#main" className={styles.skip} onClick={skipToMain}>
        {t('shell.skip')}
      </a>
      <Header />
      <NetworkBanner />
      <IncidentBanner />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Footer />
    </>
  );
}

/** The address keeps its own fragment: a clause's, say. */
function skipToMain(event: { preventDefault(): void }) {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
}
