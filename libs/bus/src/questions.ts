import { randomUUID } from 'node:crypto';
import type { AnyQuestion, InputOf, OutputOf, QuestionRow } from '@kstudio/contracts';
import type amqp from 'amqplib';
import type { Bus } from './bus.ts';
import { abandon, acknowledge, openChannel, within } from './link.ts';
import { checkTable, jsonOf } from './message.ts';
import { QuestionUnanswered, type Why } from './question-unanswered.ts';
import { exchanges, queues } from './topology.ts';
import { activeTrace, continueTrace, nameOf } from './trace.ts';

export type Answer = (input: never) => Promise<unknown>;

export type AnswerTables = {
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
  /** Begins to answer, and to hear answers. Throws when the tables are not what the catalogue says. */
  answer(tables: AnswerTables): void;
  inFlight(): number;
  stop(): Promise<void>;
};

/** Larger things are asked for page by page. */
const largestAnswer = 256 * 1024;
const statusHeader = 'status';
const prefetch = 20;

type Reply = { status: 'answered' | Why; content: Buffer };
const silent = (status: Why): Reply => ({ status, content: Buffer.alloc(0) });

/**
 * The means to ask and to answer. Answers come to a queue that belongs to this process alone, never
 * through the default exchange: the right to write there is the right to write into any queue.
 */
export function openQuestions(bus: Bus): Questions {
  const owned = (owner: QuestionRow['owner']) =>
    bus.catalogue.questions.filter((row) => row.owner === owner).map((row) => row.question.key);
  const asked = new Map<string, (reply: Reply) => void>();
  const hands = new Set<Promise<void>>();
  const state = { stopping: false, channel: null as amqp.Channel | null, tags: [] as string[] };
  let tables: AnswerTables = { answers: {}, everybody: {} };
  const address = `${bus.service}.${bus.replica}`;
  return {
    ask: async (question, input, { deadlineMs = 2_000 } = {}) => {
      const [reply = silent('deadline')] = await gather(question, input, deadlineMs, () => true);
      if (reply.status !== 'answered') throw new QuestionUnanswered(question.key, reply.status);
      const [answer] = usable(question, [reply]);
      if (answer === undefined) throw new QuestionUnanswered(question.key, 'invalid');
      return answer;
    },
    askAll: async (question, input, { deadlineMs = 2_000, enough }) => {
      const all = await gather(question, input, deadlineMs, (replies) => enough(usable(question, replies)));
      return usable(question, all);
    },
    answer: (given) => {
      checkTable(bus.service, owned(bus.service), given.answers);
      checkTable('all', owned('all'), given.everybody);
      tables = given;
      bus.consuming.add(setUp);
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
    const mine = await channel.consume(own, (message) => (message ? receive(message) : abandon(channel)), {
      noAck: true,
    });
    const shared = await channel.consume(queues.questions(bus.service), (message) => {
      if (!message) return abandon(channel);
      void hold(answer(message, tables.answers)).then(() => acknowledge(channel, message));
    });
    state.tags = [mine.consumerTag, shared.consumerTag];
    state.channel = channel;
  }

  function hold(work: Promise<void>): Promise<void> {
    hands.add(work);
    return work.finally(() => hands.delete(work));
  }

  function receive(message: amqp.ConsumeMessage): void {
    if (message.fields.exchange === exchanges.questions) return void hold(answer(message, tables.everybody));
    const status = String(message.properties.headers?.[statusHeader]) as Reply['status'];
    asked.get(message.properties.correlationId)?.({ status, content: message.content });
  }

  /** Every reply until `enough` says so; the last one is `deadline` or `disconnected` when that never happened. */
  async function gather(
    question: AnyQuestion,
    input: unknown,
    deadlineMs: number,
    enough: (replies: Reply[]) => boolean,
  ): Promise<Reply[]> {
    const [id, replies] = [randomUUID(), [] as Reply[]];
    const body = Buffer.from(JSON.stringify(question.in.parse(input)));
    const trace = { type: question.key, headers: activeTrace() };
    const properties = { ...trace, correlationId: id, replyTo: address, expiration: deadlineMs };
    const toss = () => bus.publisher.toss(exchanges.questions, question.key, body, properties);
    const heardEnough = new Promise<void>((resolve) => {
      asked.set(id, (reply) => {
        replies.push(reply);
        if (enough(replies)) resolve();
      });
      if (!bus.connected() || !toss()) bus.ready(deadlineMs).then(toss, () => {});
    });
    await within(deadlineMs, heardEnough, 'deadline').catch(() =>
      replies.push(silent(bus.connected() ? 'deadline' : 'disconnected')),
    );
    asked.delete(id);
    return replies;
  }

  /** Never rejects: who asked hears `failed`, or nothing when it had no right to ask. */
  async function answer(message: amqp.ConsumeMessage, table: Record<string, Answer>): Promise<void> {
    const { type: key, replyTo, correlationId, headers } = message.properties;
    const row = bus.catalogue.questions.find(({ question }) => question.key === key);
    const asker = row?.askers.find((name) => bus.userOf(name) === message.properties.userId);
    if (!row || !table[key] || !asker || !new RegExp(`^${asker}\\.[0-9a-f]+$`).test(replyTo)) {
      const ids = { key, user: message.properties.userId };
      return bus.log.error(ids, 'a question that nobody here may be asked');
    }
    const attributes = { 'messaging.destination.name': key };
    const reply = await continueTrace(headers ?? {}, `${key} answer`, 'consumer', attributes, async () =>
      answerTo(row.question, table[key] as Answer, message.content),
    ).catch((error: unknown): Reply => {
      bus.log.warn({ key, reason: nameOf(error) }, 'a question could not be answered');
      return silent('failed');
    });
    const properties = { correlationId, headers: { [statusHeader]: reply.status } };
    bus.publisher.toss(exchanges.replies, replyTo, reply.content, properties);
  }
}

async function answerTo(question: AnyQuestion, work: Answer, content: Buffer): Promise<Reply> {
  const input = question.in.parse(jsonOf(content));
  const output = Buffer.from(JSON.stringify(question.out.parse(await work(input as never))));
  if (output.length > largestAnswer) return silent('too-large');
  return { status: 'answered', content: output };
}

/** What was answered in the question's shape, and is no larger than an answer may be. */
function usable<Q extends AnyQuestion>(question: Q, replies: Reply[]): OutputOf<Q>[] {
  return replies
    .filter(({ status, content }) => status === 'answered' && content.length <= largestAnswer)
    .map(({ content }) => question.out.safeParse(jsonOf(content)))
    .flatMap((parsed) => (parsed.success ? [parsed.data as OutputOf<Q>] : []));
}
