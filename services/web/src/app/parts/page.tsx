import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  /** The heading, and the tab's title. */
  title: string;
  lead?: ReactNode;
  /** Stands to the right of the heading on wide screens. */
  beside?: ReactNode;
  width?: 'text' | 'wide';
  children?: ReactNode;
}

/** The frame of every page but the first: one heading, which takes the focus when the page is opened. */
export function Page({ title, lead, beside, width = 'wide', children }: PageProps) {
  return (
    <div className={styles.page} data-width={width}>
      <title>{`${title} · K-Studio`}</title>
      <header className={styles.head}>
        <div>
          <Title order={1} tabIndex={-1}>
            {title}
          </Title>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {beside && <div className={styles.beside}>{beside}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page, with its heading; a screen reader can jump to it. */
export function Section({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** A sheet of paper lying on the page. */
export function Sheet({
  children,
  tone = 'plain',
}: {
  children: ReactNode;
  tone?: 'plain' | 'kept' | 'accent';
}) {
  return (
    <div className={styles.sheet} data-tone={tone}>
      {children}
    </div>
  );
}
