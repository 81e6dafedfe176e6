export { type Bus, type BusOptions, openBus } from './bus.ts';
export {
  type BusCollections,
  createBusCollections,
  forgetInbox,
  type Inbox,
  type InboxRow,
  type Outbox,
  type OutboxRow,
} from './collections.ts';
export { isDuplicateKey } from './database-errors.ts';
export { type Consumer, type ConsumerOptions, type Handler, startConsumer } from './inbox.ts';
export { type BusLog, within } from './link.ts';
export { appendToOutbox, type Relay, type RelayStatus, type Stamp, startRelay } from './outbox.ts';
export { listParking, type ParkedMessage, replayParked, showParked } from './parking.ts';
export { type PointName, point } from './points.ts';
export { QuestionUnanswered } from './question-unanswered.ts';
export { type Answer, openQuestions, type Questions } from './questions.ts';
export { defaultRetries, type RetryPlan } from './retry.ts';
export { type BusStatus, busStatus } from './status.ts';
export { type Delay, delays, exchanges, queues, retryKeys } from './topology.ts';
