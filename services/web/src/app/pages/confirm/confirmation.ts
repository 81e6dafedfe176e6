import { queryOptions, skipToken } from '@tanstack/react-query';
import { confirmSubscription, lookAtInvitation } from '../../api/calls.ts';
import { ApiProblem, asProblem } from '../../api/problem.ts';
import type { Invitation } from '../../api/types.ts';

/** Confirms once for each token; the service answers a repeat like the first time. */
export const confirmationQuery = (token: string) =>
  queryOptions({
    queryKey: ['confirmation', token],
    queryFn: () => confirmSubscription(token),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });

async function look(ticket: string): Promise<Invitation> {
  const invitation = await lookAtInvitation(ticket);
  if (!invitation.found) throw new ApiProblem(404, {});
  return invitation;
}

/** The invitation arrives in identity by an event, some moments after the confirmation: asked again for a while. */
export const invitationQuery = (ticket: string | undefined) =>
  queryOptions({
    queryKey: ['invitation', ticket],
    queryFn: ticket ? () => look(ticket) : skipToken,
    retry: (failures, error) => failures < 20 && [404, 503].includes(asProblem(error).status),
    retryDelay: (failures) => Math.min(250 * 2 ** failures, 1500),
    staleTime: 60_000,
  });

/** A user's invitation is there before its mail is sent: asked once. */
export const userInvitationQuery = (ticket: string) =>
  queryOptions({
    queryKey: ['invitation', ticket],
    queryFn: () => lookAtInvitation(ticket),
    staleTime: 60_000,
  });
