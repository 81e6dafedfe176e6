/** The mail sink alone, in a container of its own: for a cluster, where an ingress stands in the gateway's place. */
import { startMailSink } from '../local/mail-sink.ts';

const sink = await startMailSink({ dir: '/mail', smtpPort: 1025, pagePort: 8025, host: '0.0.0.0' });
process.once('SIGTERM', () => void sink.close().then(() => process.exit(0)));
