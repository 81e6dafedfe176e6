import openapiTS, { astToString } from 'openapi-typescript';

/** The TypeScript types of an OpenAPI document. Here, because openapi-typescript wants a TypeScript of its own. */
export async function renderTypes(document: object): Promise<string> {
  return astToString(await openapiTS(document as never, { defaultNonNullable: false, silent: true }));
}
