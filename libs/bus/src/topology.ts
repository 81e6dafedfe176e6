import type { ServiceName } from '@kstudio/contracts';

/** The four topic exchanges. `retry` carries delay, parking and the way back: nobody may write to the default one. */
export const exchanges = {
  events: 'kstudio.events',
  questions: 'kstudio.questions',
  replies: 'kstudio.replies',
  retry: 'kstudio.retry',
} as const;

/** One fixed delay per queue, in milliseconds: messages of different delays in one queue would wait for each other. */
export const delays = { '1s': 1_000, '10s': 10_000, '60s': 60_000 } as const;
export type Delay = keyof typeof delays;

/** Names end in a revision, because the arguments of a queue cannot be changed: raise it when they must. */
export const queues = {
  events: (service: ServiceName) => `${service}.events.r1`,
  questions: (service: ServiceName) => `${service}.questions.r1`,
  delay: (service: ServiceName, delay: Delay) => `${service}.delay-${delay}.r1`,
  parking: (service: ServiceName) => `${service}.parking.r1`,
  /** Exclusive to a connection of one process, and the only kind of queue that a service may make. */
  replica: (service: ServiceName, replica: string) => `${service}.replica-${replica}`,
};

/** Routing keys on the retry exchange. */
export const retryKeys = {
  delay: (service: ServiceName, delay: Delay) => `${service}.delay-${delay}`,
  parking: (service: ServiceName) => `${service}.parking`,
  back: (service: ServiceName) => `${service}.return`,
};
