import { simpleParser } from 'mailparser';
import { bouncedNotice } from './take-bounce.ts';

const noticeId = '01935a7e-4c00-7006-8000-000000000006';
const report = (action: string, returned = 'message/rfc822', type = 'multipart/report') =>
  simpleParser(
    [
      'From: MAILER-DAEMON@mx.example',
      `Content-Type: ${type}; report-type=delivery-status; boundary="part"`,
      '',
      '--part',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Action: ${action}`,
      '',
      '--part',
      `Content-Type: ${returned}`,
      '',
      `Message-ID: <${noticeId}@kstudio365.com>`,
      'Subject: x',
      '',
      '--part--',
      '',
    ].join('\r\n'),
  ).then(bouncedNotice);

describe('a mail that came back', () => {
  it('is known by the notice that it returns, whole or by its headers', async () => {
    expect(await report('failed')).toBe(noticeId);
    expect(await report('failed', 'text/rfc822-headers')).toBe(noticeId);
  });

  it('is none where it was late, arrived, or somebody wrote about it', async () => {
    expect(await report('delayed')).toBeNull();
    expect(await report('delivered')).toBeNull();
    expect(await report('failed', 'message/rfc822', 'multipart/mixed')).toBeNull();
  });
});
