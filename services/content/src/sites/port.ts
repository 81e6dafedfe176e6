import type { RequestListener } from 'node:http';
import { closeServer, type Listening, listen } from '@kstudio/chassis';
import type { Config } from '../config.ts';

/**
 * The reading sites on a port of their own, where an ingress leads their origin without changing a path: all that is
 * asked for there is asked for below /sites, so that no door of the API answers. Opens nothing where no port is said.
 */
export function sitesPort({ SITES_PORT, HOST }: Pick<Config, 'SITES_PORT' | 'HOST'>) {
  let app: RequestListener | undefined;
  let listening: Listening | undefined;
  return {
    serve: (its: RequestListener) => {
      app = its;
    },
    async open() {
      if (SITES_PORT === undefined || !app) return;
      const answer = app;
      const below: RequestListener = (request, response) => {
        request.url = `/sites${request.url}`;
        answer(request, response);
      };
      listening = await listen(below, SITES_PORT, HOST);
    },
    async close() {
      if (listening) await closeServer(listening);
    },
    url: () => listening?.url,
  };
}
