import type { Request, Response } from 'express';

/** Events that a caller follows (server-sent events), until she leaves, her token ends or the service stops. */
export interface EventStream {
  /** False once the connection is over: what is sent after that goes nowhere. */
  readonly open: boolean;
  /** Sends one event; `id` is what a browser names when it comes back. `data` holds no line break. */
  send(event: { event?: string; id?: number; data: string }): void;
  /** Runs `look` at each beat: what was missed is caught up with, and what is no longer allowed ends. */
  onBeat(look: () => void): void;
  onEnd(leave: () => void): void;
  end(): void;
}

/** Shorter than an ingress waits for a word (nginx: 60 s). Real time. */
const BEAT_MS = 10_000;
/** How soon a browser comes back. */
const RETRY_MS = 1_000;

/** The streams of one service. `admits` says whether a caller's token is still good. */
export function createEventStreams() {
  const streams = new Set<EventStream>();

  /** Answers a request by a stream of events, on which each beat asks again who is there. */
  function open(req: Request, res: Response, admits: () => Promise<boolean>): EventStream {
    const looks: (() => void)[] = [];
    const leaves: (() => void)[] = [];
    res.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    res.flushHeaders();
    res.write(`retry: ${RETRY_MS}\n\n`);
    const stream: EventStream = {
      get open() {
        return !res.writableEnded && !res.destroyed;
      },
      send({ event, id, data }) {
        if (!stream.open) return;
        const lines = [event && `event: ${event}`, id !== undefined && `id: ${id}`, `data: ${data}`];
        res.write(`${lines.filter(Boolean).join('\n')}\n\n`);
      },
      onBeat: (look) => void looks.push(look),
      onEnd: (leave) => void leaves.push(leave),
      end: () => void res.end(),
    };
    const beat = setInterval(() => {
      res.write(': beat\n\n');
      admits().then(
        (admitted) => {
          if (!admitted) stream.end();
          else for (const look of looks) look();
        },
        () => stream.end(),
      );
    }, BEAT_MS);
    streams.add(stream);
    const over = () => {
      clearInterval(beat);
      streams.delete(stream);
      for (const leave of leaves.splice(0)) leave();
    };
    res.once('close', over);
    req.once('error', over);
    return stream;
  }

  return {
    open,
    /** Ends them all, so that the service can stop; browsers come back to another replica. */
    endAll: () => {
      for (const stream of streams) stream.end();
    },
  };
}
export type EventStreams = ReturnType<typeof createEventStreams>;
