import { problems } from '@kstudio/chassis';
import type { Certificate } from '@kstudio/verify';
import type { RetentionDeps } from './deps.ts';

/**
 * A purge certificate, for a year, to whoever has its link: it names nobody (charter.md, "How we read it" 14).
 * @enforces 5.subscription-term
 */
export async function showCertificate(
  { certificates, clock }: Pick<RetentionDeps, 'certificates' | 'clock'>,
  certificateId: string,
): Promise<Certificate> {
  const found = await certificates.find(certificateId, clock.now());
  if (!found) throw problems.unknown();
  return found;
}
