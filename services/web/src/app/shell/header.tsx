import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, X } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { useSession } from '../session.ts';
import { LanguageButton, ThemeButton } from './choices.tsx';
import styles from './header.module.css';
import { pagesFor } from './pages-for.ts';
import { Wordmark } from './wordmark.tsx';

/** Only those who sign in need it, and it is as large as a page. */
const SessionMenu = lazy(async () => ({ default: (await import('./session-menu.tsx')).SessionMenu }));

/** The head of every page: where one is, where one can go, in whose name. On a phone the pages fold into a panel. */
export function Header() {
  const { t } = useTranslation();
  const session = useSession();
  const [opened, panel] = useDisclosure(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel closes when the page changes
  useEffect(() => panel.close(), [pathname]);
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Wordmark />
        <nav
          id="pages"
          aria-label={t('shell.nav.label')}
          className={styles.nav}
          data-opened={opened || undefined}
          onKeyDown={(event) => event.key === 'Escape' && panel.close()}
        >
          {pagesFor(session).map(({ to, label }) => (
            <Link key={to} to={to} className={styles.page} activeOptions={{ exact: to === paths.space }}>
              {t(label)}
            </Link>
          ))}
          {session === null && (
            <Link to={paths.signIn} className={styles.page}>
              {t('shell.nav.signIn')}
            </Link>
          )}
        </nav>
        <div className={styles.tools}>
          <LanguageButton />
          <ThemeButton />
          <Suspense>{session && <SessionMenu session={session} />}</Suspense>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={styles.burger}
            aria-label={t(opened ? 'shell.nav.close' : 'shell.nav.open')}
            aria-expanded={opened}
            aria-controls="pages"
            onClick={panel.toggle}
          >
            {opened ? <X size={22} aria-hidden="true" /> : <MenuIcon size={22} aria-hidden="true" />}
          </ActionIcon>
        </div>
      </div>
    </header>
  );
}
