import type { ServerResponse } from 'node:http';
import helmet from 'helmet';

/** The nonce of a response: made afresh for each, known to the page and to its policy alone. */
export type WithNonce = ServerResponse & { locals?: { nonce?: string } };

const nonceOf = (res: ServerResponse) => `'nonce-${(res as WithNonce).locals?.nonce}'`;

/**
 * The security headers of every response (6.safeguards). No inline script or style runs without the
 * response's own nonce, nothing is evaluated, nothing is framed, and strings reach the page as text only
 * (Trusted Types): `default` admits no markup, `dompurify` admits what was cleaned. A page loads from its own origin
 * and speaks to it alone: nothing of it can be shared with anybody.
 *
 * @enforces 3.no-disclosure
 */
export function securityHeaders(appOrigin: string) {
  const secure = appOrigin.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_req, res) => nonceOf(res)],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", (_req, res) => nonceOf(res)],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'none'"],
        objectSrc: ["'none'"],
        workerSrc: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['default', 'dompurify'],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
}
