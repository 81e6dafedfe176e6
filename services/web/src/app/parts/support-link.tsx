import { Anchor } from '@mantine/core';
import { facts } from '../facts.ts';

/** Support's address, as a link that opens a mail to it. What stands between its tags in a text is not shown. */
export function SupportLink() {
  return (
    <Anchor href={`mailto:${facts.supportEmail}`} underline="always">
      {facts.supportEmail}
    </Anchor>
  );
}
