import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './route.ts';

const ProblemBody = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemBody } },
});

/** OpenAPI 3.1 of a service, from the same schemas that validate. */
export function openApiOf(
  service: string,
  prefix: string,
  routes: readonly Route[],
): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = `${prefix}${route.path}`.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = operationOf(route);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `K-Studio ${service}`,
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'ks_access' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const who = typeof route.who === 'string' ? [route.who] : route.who;
  const { status, body, description, type } = route.out;
  const bytes = { schema: { type: 'string', format: 'binary' } } as const;
  return {
    summary: route.summary,
    description: `Clause ${route.clause}. For: ${who.join(', ')}.`,
    security: who.includes('anyone') ? [] : [{ cookie: [] }, { bearer: [] }],
    'x-kstudio-who': who,
    'x-kstudio-clause': route.clause,
    requestParams: {
      ...(route.in?.params && { path: route.in.params }),
      ...(route.in?.query && { query: route.in.query }),
    },
    ...(route.in?.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.in.body } } },
    }),
    ...(route.in?.bytes && {
      requestBody: {
        required: true,
        content: Object.fromEntries(route.in.bytes.types.map((taken) => [taken, bytes])),
      },
    }),
    responses: {
      [`${status}` as '200']: {
        description: description ?? route.summary,
        ...(body && { content: { 'application/json': { schema: body } } }),
        ...(type && { content: { [type]: bytes } }),
      },
      '4XX': problemResponse('What is wrong with the request, and what to do.'),
      '5XX': problemResponse('The service could not answer; the request id is for support.'),
    },
  };
}
