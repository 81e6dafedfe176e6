import type { catalogue } from './catalogue.ts';
import type { DataOf, InputOf, OutputOf, ReceivedEvent } from './define.ts';
import type { ServiceName } from './kinds.ts';

type EventRows = (typeof catalogue.events)[number];
type QuestionRows = (typeof catalogue.questions)[number];

type ConsumedBy<Service extends ServiceName, Row = EventRows> = Row extends EventRows
  ? Service extends Row['consumers'][number]
    ? Row
    : never
  : never;
type OwnedBy<Owner extends ServiceName | 'all', Row = QuestionRows> = Row extends { owner: Owner }
  ? Row
  : never;

/** A service's event table: exactly the keys that it consumes. One missing or too many does not compile. */
export type EventHandlers<Service extends ServiceName, Tx> = {
  [Row in ConsumedBy<Service> as Row['event']['key']]: (
    tx: Tx,
    event: ReceivedEvent<DataOf<Row['event']>>,
  ) => Promise<void>;
};

/** A service's answers: exactly the questions it owns (`all` for those that every replica answers). */
export type Answers<Owner extends ServiceName | 'all'> = {
  [Row in OwnedBy<Owner> as Row['question']['key']]: (
    input: InputOf<Row['question']>,
  ) => Promise<OutputOf<Row['question']>>;
};
