import { randomUUID } from 'node:crypto';
import type { AnyQuestion, InputOf, OutputOf, QuestionRow } from '@kstudio/contracts';
import type amqp from 'amqplib';
import type { Bus } from './bus.ts';
import { abandon, acknowledge, openChannel } from './link.ts';
import { QuestionUnanswered, type Why } from './question-unanswered.ts';
import { exchanges, queues } from './topology.ts';
import { activeTrace, continueTrace, nameOf } from './trace.ts';

export type Answer = (input: never) => Promise<unknown>;

export type QuestionsOptions = {
  /** Exactly the questions that this service owns: `Answers<Service>`. */
  answers: Record<string, Answer>;
  /** What every replica answers: `Answers<'all'>`. */
  everybody: Record<string, Answer>;
};

export type Questions = {
  /** The owner's answer. Throws QuestionUnanswered, at the latest after `deadlineMs` (2,000). */
  ask<Q extends AnyQuestion>(
    question: Q,
    input: InputOf<Q>,
    options?: { deadlineMs?: number },
  ): Promise<OutputOf<Q>>;
  /** The replicas' answers, until `enough` says so or the deadline is over. */
  askAll<Q extends AnyQuestion>(
    question: Q,
    input: InputOf<Q>,
    options: { deadlineMs?: number; enough: (answers: OutputOf<Q>[]) => boolean },
  ): Promise<OutputOf<Q>[]>;
  inFlight(): number;
  stop(): Promise<void>;
};

/** Larger things are asked for page by page. */
const largestAnswer = 256 * 1024;
const statusHeader = 'status';
const prefetch = 20;

type Reply = { status: 'answered' | Why; content: Buffer };
/** Hears one reply, and says whether that was all. */
type Ear = (reply: Reply) => boolean;
const nothing = Buffer.alloc(0);

/**
 * Starts to answer, and gives the means to ask. Answers come to a queue that belongs to this process alone, never
 * through the default exchange: the right to write there is the right to write into any queue.
 */
export function startQuestions(bus: Bus, { answers, everybody }: QuestionsOptions): Questions {
  checkTable(bus, bus.service, answers);
  checkTable(bus, 'all', everybody);
  const asked = new Map<string, (reply: Reply) => void>();
  const hands = new Set<Promise<void>>();
  const state = { stopping: false, channel: null as amqp.Channel | null, tags: [] as string[] };
  const address = `${bus.service}.${bus.replica}`;
  bus.consuming.add(setUp);
  return {
    ask: async (question, input, { deadlineMs = 2_000 } = {}) => {
      const reply = await new Promise<Reply>((resolve) =>
        send(question, input, deadlineMs, (first) => {
          resolve(first);
          return true;
        }),
      );
      return parse(question, reply);
    },
    askAll: async (question, input, { deadlineMs = 2_000, enough }) => {
      const gathered: OutputOf<typeof question>[] = [];
      await new Promise<void>((resolve) =>
        send(question, input, deadlineMs, (reply) => {
          const over = reply.status === 'deadline' || reply.status === 'disconnected';
          if (reply.status === 'answered') gathered.push(parse(question, reply));
          if (over || enough(gathered)) resolve();
          return over || enough(gathered);
        }),
      );
      return gathered;
    },
    inFlight: () => hands.size,
    stop: async () => {
      state.stopping = true;
      for (const tag of state.tags) await state.channel?.cancel(tag).catch(() => {});
      await Promise.all(hands);
    },
  };

  async function setUp(model: amqp.ChannelModel): Promise<void> {
    if (state.stopping) return;
    const channel = await openChannel(model, bus.log, () => {
      if (state.channel === channel) state.channel = null;
    });
    const own = queues.replica(bus.service, bus.replica);
    await channel.assertQueue(own, { exclusive: true, durable: false, autoDelete: true });
    await channel.bindQueue(own, exchanges.replies, address);
    await channel.bindQueue(own, exchanges.questions, 'all.#');
    await channel.prefetch(prefetch);
    const mine = await channel.consume(own, (message) => message && receive(message), { noAck: true });
    const shared = await channel.consume(queues.questions(bus.service), (message) => {
      if (!message) return abandon(channel);
      void hold(answer(message, answers)).then(() => acknowledge(channel, message));
    });
    state.tags = [mine.consumerTag, shared.consumerTag];
    state.channel = channel;
  }

  function hold(work: Promise<void>): Promise<void> {
    hands.add(work);
    return work.finally(() => hands.delete(work));
  }

  function receive(message: amqp.ConsumeMessage): void {
    if (message.fields.exchange === exchanges.questions) return void hold(answer(message, everybody));
    const status = String(message.properties.headers?.[statusHeader]) as Reply['status'];
    asked.get(message.properties.correlationId)?.({ status, content: message.content });
  }

  function send(question: AnyQuestion, input: unknown, deadlineMs: number, ear: Ear): void {
    const id = randomUUID();
    const body = Buffer.from(JSON.stringify(question.in.parse(input)));
    const hear = (reply: Reply) => {
      if (!ear(reply)) return;
      clearTimeout(timer);
      asked.delete(id);
    };
    const timer = setTimeout(
      () => hear({ status: bus.connected() ? 'deadline' : 'disconnected', content: nothing }),
      deadlineMs,
    );
    asked.set(id, hear);
    const headers = activeTrace();
    const properties = {
      type: question.key,
      correlationId: id,
      replyTo: address,
      expiration: deadlineMs,
      headers,
    };
    const toss = () => bus.publisher.toss(exchanges.questions, question.key, body, properties);
    if (!bus.connected() || !toss()) bus.ready(deadlineMs).then(toss, () => {});
  }

  /** Never rejects: who asked hears `failed`, or nothing when it had no right to ask. */
  async function answer(message: amqp.ConsumeMessage, table: Record<string, Answer>): Promise<void> {
    const { type: key, replyTo, correlationId, headers } = message.properties;
    const row = bus.catalogue.questions.find(({ question }) => question.key === key);
    const asker = row?.askers.find((name) => bus.userOf(name) === message.properties.userId);
    if (!row || !table[key] || !asker || !new RegExp(`^${asker}\\.[0-9a-f]+$`).test(replyTo)) {
      return bus.log.error(
        { key, user: message.properties.userId },
        'a question that nobody here may be asked',
      );
    }
    const attributes = { 'messaging.destination.name': key };
    const reply = await continueTrace(headers ?? {}, `${key} answer`, 'consumer', attributes, async () =>
      answerTo(row.question, table[key] as Answer, message.content),
    ).catch((error: unknown): Reply => {
      bus.log.warn({ key, reason: nameOf(error) }, 'a question could not be answered');
      return { status: 'failed', content: nothing };
    });
    const { status, content } = reply;
    bus.publisher.toss(exchanges.replies, replyTo, content, {
      correlationId,
      headers: { [statusHeader]: status },
    });
  }
}

async function answerTo(question: AnyQuestion, work: Answer, content: Buffer): Promise<Reply> {
  const input = question.in.parse(JSON.parse(content.toString()));
  const output = Buffer.from(JSON.stringify(question.out.parse(await work(input as never))));
  if (output.length > largestAnswer) return { status: 'too-large', content: nothing };
  return { status: 'answered', content: output };
}

function parse<Q extends AnyQuestion>(question: Q, { status, content }: Reply): OutputOf<Q> {
  if (status !== 'answered') throw new QuestionUnanswered(question.key, status);
  if (content.length > largestAnswer) throw new QuestionUnanswered(question.key, 'too-large');
  const output = question.out.safeParse(JSON.parse(content.toString()));
  if (!output.success) throw new QuestionUnanswered(question.key, 'invalid');
  return output.data as OutputOf<Q>;
}

function checkTable(bus: Bus, owner: QuestionRow['owner'], answers: object): void {
  const rows = bus.catalogue.questions.filter((row) => row.owner === owner);
  const wanted = rows
    .map((row) => row.question.key)
    .sort()
    .join(' ');
  const given = Object.keys(answers).sort().join(' ');
  if (wanted !== given) throw new Error(`${owner} answers ${wanted}; its table has ${given}`);
}
