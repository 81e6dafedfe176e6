import type { ServiceName } from '@kstudio/contracts';

/** How an administrator reaches the broker. */
export type BrokerDoors = {
  /** amqp://…/<virtual host> */
  url: string;
  managementUrl: string;
  vhost: string;
};

/** What taking and restoring a backup need. */
export type Doors = {
  broker: BrokerDoors;
  mongodbUrl: string;
  databasePrefix: string;
  /** The services' own passwords at the broker: a message given back must come from its receiver. */
  brokerPasswords: Record<ServiceName, string>;
  /** Where retention keeps the orders of purges apart (PURGE_ORDERS_DIR). */
  purgeOrders: string;
};
