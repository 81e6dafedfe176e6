import net from 'node:net';

/** A door in front of a server: shut, it breaks what passes and lets nobody in, as a server that is away would. */
export async function openDoor(target: string) {
  const { hostname, port } = new URL(target);
  const passing = new Set<net.Socket>();
  let shut = false;
  const server = net.createServer((inside) => {
    if (shut) return void inside.destroy();
    const outside = net.connect(Number(port), hostname);
    for (const [from, to] of [[inside, outside] as const, [outside, inside] as const]) {
      passing.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        passing.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(target);
  own.port = String((server.address() as net.AddressInfo).port);
  own.hostname = '127.0.0.1';
  const breakAll = () => {
    for (const socket of passing) socket.destroy();
  };
  return {
    url: own.href,
    shut: () => {
      shut = true;
      breakAll();
    },
    /** Breaks one connection, and says whether there was one. */
    breakOne: () => {
      const [one] = [...passing].sort(() => Math.random() - 0.5);
      one?.destroy();
      return one !== undefined;
    },
    open: () => {
      shut = false;
    },
    close: () => {
      breakAll();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
