import { actorOf, type Caller, problems } from '@kstudio/chassis';
import type { Content, Sharing } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';

/** What somebody may do with a content, each more than the one before. */
export const rights = ['read', 'write', 'own'] as const;
export type Right = (typeof rights)[number];

/** A person at work in her space. */
export type Person = Extract<Caller, { kind: 'user' }>;

/**
 * What a person may do with a content of her client, or null. A draft is its owner's, and of those she shares it with:
 * no role gives a right to it, an administrator's neither. What has no owner is the space's, kept by administrators.
 * Pure.
 *
 * @enforces 4.contents
 */
export function rightOn(
  content: Sharing & Pick<Content, 'ownerId'>,
  { personId, role }: Pick<Person, 'personId' | 'role'>,
): Right | null {
  if (content.ownerId === personId) return 'own';
  if (content.ownerId === null) return role === 'administrator' ? 'own' : 'read';
  if (content.writers.includes(personId)) return 'write';
  return content.openToSpace || content.readers.includes(personId) ? 'read' : null;
}

export const suffices = (right: Right | null, needed: Right): boolean =>
  right !== null && rights.indexOf(right) >= rights.indexOf(needed);

export function personOf(caller: Caller): Person {
  if (caller.kind !== 'user') throw problems.notAllowed();
  return caller;
}

/**
 * A content that the caller may read, write or own. Another client's, and a draft that is not hers, are answered like
 * one that does not exist: the same query, the same body, and the same row in the audit, so that who looks around is
 * seen. One that she may see and not change: not-allowed.
 *
 * @enforces 6.safeguards
 */
export async function contentFor(
  { contents, audit, clock }: Pick<ContentDeps, 'contents' | 'audit' | 'clock'>,
  caller: Caller,
  contentId: string,
  needed: Right,
): Promise<Content & { right: Right }> {
  const person = personOf(caller);
  const { clientId } = person;
  const content = await contents.find(clientId, contentId);
  const right = content && rightOn(content, person);
  if (content && right && suffices(right, needed)) return { ...content, right };
  const entry = { action: 'content-refused', outcome: 'refused', actor: actorOf(caller) } as const;
  await audit.note({ ...entry, clientId, target: contentId }, clock.now());
  throw right ? problems.notAllowed() : problems.unknown();
}
