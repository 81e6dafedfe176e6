import { noticeBounced } from '@kstudio/contracts';
import type { ParsedMail } from 'mailparser';
import type { AccountDeps } from './deps.ts';

const messageId = /^message-id:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/im;

/**
 * The notice that a mail server says it could not deliver (RFC 3464), by the id that its Message-ID carries; null: this
 * mail is no such report. A report of a delay, or of a delivery, is none. Pure.
 */
export function bouncedNotice({
  headers,
  text = '',
  attachments,
}: Pick<ParsedMail, 'headers' | 'text' | 'attachments'>): string | null {
  const type = headers.get('content-type') as { value?: string } | undefined;
  if (type?.value !== 'multipart/report') return null;
  // The parser adds the report to the text, and leaves the returned mail, or its headers, as an attachment.
  const parts = [text, ...attachments.map(({ content }) => content.toString('utf8').slice(0, 20_000))];
  if (!parts.some((part) => /^action:\s*failed/im.test(part))) return null;
  return parts.map((part) => messageId.exec(part)?.[1]).find((id) => id !== undefined) ?? null;
}

/** Tells that a notice came back. What it says of the address that could not be reached is not kept. */
export const takeBounce = (
  { transaction }: Pick<AccountDeps, 'transaction'>,
  noticeId: string,
): Promise<void> => transaction(async (tx) => tx.emit(noticeBounced({ noticeId, version: 1 })));
