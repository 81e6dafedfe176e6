import { categoryIds } from '@kstudio/charter';
import { type Caller, problems as chassisProblems, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { declareIncident } from './declare-incident.ts';
import type { NotifierDeps } from './deps.ts';
import { incidentKinds } from './incidents.store.ts';
import { acknowledgeIncident, followIncident, showIncidents, showRegister } from './show-incidents.ts';

const Instant = z.iso.datetime();
const ofClient = z.strictObject({ clientId: z.uuid() });
const ofIncident = z.strictObject({ incidentId: z.uuid() });

const names = /[^\s@]+@[^\s@]+\.[^\s@]+|\b\d{1,3}(\.\d{1,3}){3}\b/;
/** Words for the register, which has no term: an e-mail or IP address in them is refused. */
const Words = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => !names.test(text), {
    params: {
      say: {
        fr: 'Le registre ne nomme personne : retirez l’adresse.',
        en: 'The register names nobody: take the address out.',
      },
    },
  });
const Said = z.strictObject({ fr: Words, en: Words });
const Bilingual = z.object({ fr: z.string(), en: z.string() });

const facts = {
  incidentId: z.uuid(),
  kind: z.enum(incidentKinds),
  nature: Bilingual,
  consequences: Bilingual,
  measures: z.array(z.object({ at: Instant, words: Bilingual })),
  categories: z.array(z.enum(categoryIds)),
  people: z.int().nullable(),
  noticedAt: Instant,
  closedAt: Instant.nullable(),
};
const Incident = z.object({
  ...facts,
  toldAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  reportBy: Instant.nullable().meta({ description: '72 hours from awareness: GDPR 33(1)' }),
});
const RegisterEntry = z.object({
  ...facts,
  clients: z.int(),
  told: z.int(),
  acknowledged: z.int(),
  slowestMs: z.int().nullable().meta({ description: 'From noticed to told, the slowest client' }),
});

const idOf = (caller: Caller): string => {
  if (caller.kind === 'anyone') throw chassisProblems.signInNeeded();
  return caller.kind === 'user' ? caller.personId : caller.staffId;
};

/** The doors of the register of incidents: the client's, and the operators' (6.incident). */
export const incidentRoutes = (deps: NotifierDeps): Route[] => [
  route({
    method: 'get',
    path: '/clients/:clientId/incidents',
    who: ['administrator', 'manager'],
    clause: '6.incident',
    summary: 'The incidents that touched this client, and what is done about them',
    in: { params: ofClient },
    out: { status: 200, body: z.array(Incident) },
    handler: ({ params }) => showIncidents(deps, params.clientId),
  }),
  route({
    method: 'post',
    path: '/clients/:clientId/incidents/:incidentId/acknowledgement',
    who: ['administrator', 'manager'],
    clause: '6.incident',
    summary: 'Says that the client knows of an incident',
    in: { params: ofClient.extend(ofIncident.shape) },
    out: { status: 204, body: null },
    handler: ({ caller, params }) =>
      acknowledgeIncident(deps, params.clientId, idOf(caller), params.incidentId),
  }),
  route({
    method: 'get',
    path: '/incidents',
    who: 'operator',
    clause: '6.incident',
    summary: 'The register of incidents, with how fast clients were told',
    out: { status: 200, body: z.array(RegisterEntry) },
    handler: () => showRegister(deps),
  }),
  route({
    method: 'post',
    path: '/incidents',
    who: 'operator',
    clause: '6.incident',
    summary: 'Declares an incident; each client that it touches is told at once',
    in: {
      body: z.strictObject({
        nature: Said,
        consequences: Said,
        measures: Said,
        categories: z.array(z.enum(categoryIds)).min(1),
        people: z.int().min(0).nullable(),
        noticedAt: z.iso.datetime({ offset: true }).nullable().meta({ description: 'Null: now' }),
        clientIds: z.array(z.uuid()).min(1).max(500),
      }),
    },
    out: { status: 201, body: z.object({ incidentId: z.uuid() }) },
    handler: ({ body, caller }) =>
      declareIncident(deps, idOf(caller), {
        ...body,
        noticedAt: body.noticedAt ? new Date(body.noticedAt) : null,
      }),
  }),
  route({
    method: 'post',
    path: '/incidents/:incidentId/measures',
    who: 'operator',
    clause: '6.incident',
    summary: 'Adds what is done about an incident',
    in: { params: ofIncident, body: z.strictObject({ measure: Said }) },
    out: { status: 204, body: null },
    handler: ({ body, caller, params }) => followIncident(deps, idOf(caller), params.incidentId, body),
  }),
  route({
    method: 'post',
    path: '/incidents/:incidentId/closing',
    who: 'operator',
    clause: '6.incident',
    summary: 'Closes an incident',
    in: { params: ofIncident },
    out: { status: 204, body: null },
    handler: ({ caller, params }) => followIncident(deps, idOf(caller), params.incidentId, { close: true }),
  }),
];
