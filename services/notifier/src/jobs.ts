import type { JobHandlers } from '@kstudio/chassis';
import { TELL_JOB, tellOfIncident } from './declare-incident.ts';
import type { NotifierDeps } from './deps.ts';
import { sendNotice } from './send-notice.ts';
import { SEND_PASSWORD_MAIL, sendPasswordMail } from './send-password-mail.ts';

/** What notifier does when it is due. A mail server that is away makes the job come back, a little later each time. */
export function jobs(deps: NotifierDeps): JobHandlers {
  return {
    [TELL_JOB]: (tx, { clientId, data }) =>
      tellOfIncident(deps, tx, clientId as string, String(data?.incidentId)),
    'send-notice': (tx, { clientId, data }) =>
      sendNotice(deps, tx, clientId as string, String(data?.noticeId)),
    [SEND_PASSWORD_MAIL]: (tx, job) => sendPasswordMail(deps, tx, job),
  };
}
