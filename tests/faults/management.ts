import type { System } from './system.ts';

/** Calls the broker's management API as its administrator, below the vhost of this system. Throws on a refusal. */
export async function manage(
  { on, provisioned }: System,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const url = new URL(on.managementUrl);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const address = path.replace('{vhost}', encodeURIComponent(provisioned.vhost));
  const answer = await fetch(`${url.origin}/api/${address}`, {
    method,
    headers: { authorization: `Basic ${btoa(credentials)}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** The connections of the services, by name; those of this program itself have no name of theirs. */
export async function connectionsOf(system: System): Promise<string[]> {
  const rows = (await manage(system, 'GET', 'vhosts/{vhost}/connections')) as {
    name: string;
    user: string;
  }[];
  return rows.filter(({ user }) => user.startsWith(`${system.provisioned.vhost}.`)).map(({ name }) => name);
}

/** A binding of an event to a service's queue: taken away, or put back as provisioning makes it. */
export async function setBinding(system: System, key: string, queue: string, there: boolean): Promise<void> {
  const path = `bindings/{vhost}/e/kstudio.events/q/${queue}`;
  if (there) await manage(system, 'POST', path, { routing_key: key });
  else await manage(system, 'DELETE', `${path}/${encodeURIComponent(key)}`);
}
