import { createTransport } from 'nodemailer';
import type { Ready } from '../../support/ready.ts';

/** Writes a plain mail to support, over SMTP, as any mail program does. */
export async function writeToSupport(
  system: Ready,
  from: string,
  { subject, text, messageId }: { subject: string; text: string; messageId?: string },
): Promise<void> {
  const transport = createTransport(String(system.file['supportSmtp']));
  try {
    await transport.sendMail({ from, to: 'support@kstudio365.com', subject, text, messageId });
  } finally {
    transport.close();
  }
}

/** A request as support sees it. */
export interface SupportRequest {
  requestId: string;
  clientId: string | null;
  identity: string;
  state: string;
  from: string;
  text: string;
  subject: string;
  receivedAt: string;
  dueAt: string;
}
