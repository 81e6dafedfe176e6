import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { facts } from '../facts.ts';

/** Support's address, as a link that opens a mail to it. */
export function SupportLink({ children = facts.supportEmail }: { children?: ReactNode }) {
  return (
    <Anchor href={`mailto:${facts.supportEmail}`} underline="always">
      {children}
    </Anchor>
  );
}
