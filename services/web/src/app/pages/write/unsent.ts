/**
 * What was written and not taken yet, in this tab's own storage: it outlives a reload and a lost network, and ends with
 * the tab. By person: somebody else who signs in here sends none of it.
 */
export function createUnsent(personId: string, contentId: string, storage: Storage = sessionStorage) {
  const key = `kstudio.unsent.${personId}.${contentId}`;
  let waiting = read(storage.getItem(key));
  const keep = () => {
    try {
      if (waiting.length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(waiting.map(toBase64)));
    } catch {
      // No room: it is still here, and still sent.
    }
  };
  return {
    get all(): readonly Uint8Array[] {
      return waiting;
    },
    add(update: Uint8Array): void {
      waiting = [...waiting, update];
      keep();
    },
    /** These are taken, whoever sent them. */
    taken(updates: readonly Uint8Array[]): void {
      waiting = waiting.filter((update) => !updates.includes(update));
      keep();
    },
  };
}
export type Unsent = ReturnType<typeof createUnsent>;

function read(kept: string | null): Uint8Array[] {
  try {
    return (JSON.parse(kept ?? '[]') as string[]).map(fromBase64);
  } catch {
    return [];
  }
}

/** In slices: a call takes only so many arguments. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
