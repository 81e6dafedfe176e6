import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchange } from '../../support/exchange.ts';
import type { Ready } from '../../support/ready.ts';

export interface Certificate {
  certificateId: string;
  clientFingerprint: string;
  reason: string;
  categories: string[];
  answers: { service: string; holdings: { name: string; deleted: number }[]; scan: { found: number } }[];
  signature: string;
  [field: string]: unknown;
}

const verifier = join(import.meta.dirname, '../../../libs/verify/kstudio-verify.mjs');

/** Fetches what stands behind a certificate's link: nobody needs to sign in for it. */
export async function fetchCertificate({ application }: Ready, certificateId: string) {
  const path = `/api/charter/certificates/${certificateId}`;
  const { status, text } = await exchange(application, { method: 'GET', path });
  return { status, certificate: status === 200 ? (JSON.parse(text) as Certificate) : undefined };
}

/** `node kstudio-verify.mjs certificate.json --key <fingerprint>`, in a folder with nothing else in it. */
export function verifyOffline(certificate: object, key: string): { holds: boolean; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    writeFileSync(join(folder, 'certificate.json'), JSON.stringify(certificate));
    const { status, stdout } = spawnSync(process.execPath, [verifier, 'certificate.json', '--key', key], {
      cwd: folder,
      env: {},
      encoding: 'utf8',
    });
    return { holds: status === 0, said: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a certificate says a service deleted. */
export function deletedBy({ answers }: Certificate, service: string): number {
  const its = answers.find((answer) => answer.service === service);
  return its?.holdings.reduce((sum, { deleted }) => sum + deleted, 0) ?? 0;
}
