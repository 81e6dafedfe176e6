import type { RequestListener } from 'node:http';
import { sitesPort } from './port.ts';

const echo: RequestListener = (request, response) => void response.end(request.url);

it('asks below /sites for all that is asked for on the port of the reading sites', async () => {
  const sites = sitesPort({ SITES_PORT: 0, HOST: '127.0.0.1' });
  sites.serve(echo);
  await sites.open();
  try {
    for (const path of ['/', '/atelier/?lang=en', '/api/content/contents', '/../api/content/contents']) {
      const answer = await fetch(`${sites.url()}${path}`);
      expect(await answer.text()).toMatch(/^\/sites\//);
    }
  } finally {
    await sites.close();
  }
  await expect(fetch(`${sites.url()}/`)).rejects.toThrow();
});

it('opens nothing where no port is said', async () => {
  const sites = sitesPort({ HOST: '127.0.0.1' });
  sites.serve(echo);
  await sites.open();
  expect(sites.url()).toBeUndefined();
  await sites.close();
});
