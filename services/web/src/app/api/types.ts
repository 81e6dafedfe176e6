import type { Locale } from '../i18n/locale.ts';

/** The shapes that services answer with, as this application reads them. */
export type Bilingual = Record<Locale, string>;
export type ClientState = 'pending' | 'active' | 'ending' | 'archive' | 'gone';
export type Role = 'administrator' | 'author' | 'reviewer' | 'reader';

export interface Rule {
  id: string;
  article: string;
  title: string;
  text: string;
  status: 'kept' | 'open';
  enforcers: string[];
  proofs: string[];
}

export interface Charter {
  version: string;
  effectiveOn: string;
  clauses: Rule[];
  laws: Rule[];
  categories: { id: string; label: string; clause: string; keptFor: string | null; rule: string }[];
  /** Of the key that signs certificates. */
  fingerprint: string;
}

export interface Offer {
  id: string;
  name: Bilingual;
  description: Bilingual;
  price: { amountCents: number; currency: string; period: 'P1M' | 'P1Y' };
  users: number;
  terms: { category: string; keptFor: string | null; clause: string }[];
}

export interface Contact {
  name: string;
  email: string;
  phone?: string;
}

export interface Address {
  lines: string[];
  postalCode: string;
  city: string;
  country: string;
}

export interface SubscriptionRequest {
  offerId: string;
  company: {
    name: string;
    address: Address;
  };
  manager: Contact & { phone: string };
  billing: Contact & { address?: Address; specifics?: string };
  locale: Locale;
  charterVersion: string;
}

export interface Confirmation {
  clientId: string;
  ticket: string;
  companyName: string;
  alreadyConfirmed: boolean;
}

export interface Invitation {
  found: boolean;
  name?: string;
  email?: string;
  hasPassword?: boolean;
}

export interface Membership {
  clientId: string;
  role: Role;
  manager: boolean;
  companyName?: string;
}

export interface Session {
  personId?: string;
  staffId?: string;
  staff?: 'operator' | 'support' | null;
  name: string;
  email: string;
  role?: Role | null;
  manager?: boolean;
  clientId?: string | null;
  memberships?: Membership[];
}

export interface GivenValue {
  path: string;
  value: string | string[] | null;
  clause: string;
  category: string;
  keptUntil: string | null;
  rule: string;
}

export interface ClientAccount {
  clientId: string;
  companyName: string;
  state: ClientState;
  since: string;
  endedAt: string | null;
  charterVersion: string;
  certificateFingerprint: string | null;
  spaceReady: boolean;
  offer: { id: string; name: string };
  given: GivenValue[];
}

export interface CalendarRow {
  category: string;
  label: string;
  clause: string;
  keptFor: string | null;
  startsAt: string | null;
  goesOn: string | null;
  ifEndedNow?: boolean;
  rule: string;
}

export interface Collected {
  knownSince: string | null;
  events: number;
  keptFor: string;
}

export interface Notice {
  id: string;
  kind: string;
  acceptedAt: string | null;
  state: string;
}

export interface ContentSummary {
  contentId: string;
  title: string;
  kind: 'sample' | 'template' | 'content';
  updatedAt: string;
}

export interface Content extends ContentSummary {
  html: string;
  version: number;
}

export interface SpaceUser {
  personId: string;
  name: string;
  email: string;
  role: Role;
  manager: boolean;
  state?: string;
}
