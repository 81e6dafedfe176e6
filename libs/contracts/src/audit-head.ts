import { ServiceName, Sha256 } from './kinds.ts';

/** The head of a service's audit chain: its `version` is the sequence number of the last row. */
export const auditHead = { service: ServiceName, head: Sha256 };
