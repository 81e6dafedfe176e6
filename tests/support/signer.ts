import { generateKeyPairSync } from 'node:crypto';
import { ISSUER, type RunningService } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import jwt from 'jsonwebtoken';

/** Signs access tokens as identity does, with a key that the service under test was told. */
export async function signerFor(service: RunningService) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = newId();
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const { clock, auth } = service.core;
  const [notBefore, notAfter] = [clock.now().toISOString(), '2099-01-01T00:00:00.000Z'];
  await auth.learnKey({ kid, publicKey: { kty: 'EC', crv: 'P-256', x, y }, notBefore, notAfter });
  return (claims: object): string => {
    const iat = Math.floor(clock.now().getTime() / 1_000);
    const options = { algorithm: 'ES256', keyid: kid, issuer: ISSUER, expiresIn: 600 } as const;
    return jwt.sign({ sid: newId(), ...claims, iat }, privateKey, options);
  };
}
