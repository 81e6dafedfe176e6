/** The gateway and the mail sink of the local system, in a container of their own; services are found by name. */
import { startGateway } from '../local/gateway.ts';
import { startMailSink } from '../local/mail-sink.ts';

const host = '0.0.0.0';
const sink = await startMailSink({ dir: '/mail', smtpPort: 1025, pagePort: 8025, host });
const gateway = await startGateway({
  applicationPort: 8080,
  sitesPort: 8081,
  host,
  addressOf: (service) => `http://${service}:8080`,
  log: (line) => console.log(JSON.stringify(line)),
});
process.once('SIGTERM', () => {
  void Promise.all([gateway.close(), sink.close()]).then(() => process.exit(0));
});
