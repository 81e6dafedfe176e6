import { defineEvent } from '../define.ts';
import { ClientId, Count } from '../kinds.ts';

/** The client's space is ready, with so many sample contents and templates in it. */
export const spaceOpened = defineEvent('content.space-opened', 1, { clientId: ClientId, contents: Count });
