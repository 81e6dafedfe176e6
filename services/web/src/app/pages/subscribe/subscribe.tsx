import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { charter, offers } from '../../api/calls.ts';
import { facts } from '../../facts.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { forgetDraft } from './draft.ts';
import { Sent } from './sent.tsx';
import { SubscribeForm } from './subscribe-form.tsx';

export interface SentRequest {
  email: string;
  expiresAt: string;
}

/** Asking for a subscription: the form, then where to look. */
export function SubscribePage() {
  const { t } = useTranslation();
  const [sent, setSent] = useState<SentRequest>();
  const [again, setAgain] = useState(false);
  // Cleanups run before effects: the form that comes back keeps anew what it has read.
  useEffect(() => (sent ? forgetDraft : undefined), [sent]);
  useEffect(() => {
    if (again) document.getElementById('manager.email')?.focus();
  }, [again]);
  const correct = () => {
    setSent(undefined);
    setAgain(true);
  };
  if (sent) return <Sent sent={sent} onAgain={correct} />;
  return (
    <Page title={t('subscribe.title')} lead={t('subscribe.lead')}>
      <Asked
        onSent={(request) => {
          setAgain(false);
          setSent(request);
        }}
      />
    </Page>
  );
}

function Asked({ onSent }: { onSent: (sent: SentRequest) => void }) {
  const { t, i18n } = useTranslation();
  const offerQuery = useQuery({ queryKey: ['offers'], queryFn: offers });
  const charterQuery = useQuery({
    queryKey: ['charter', i18n.language],
    queryFn: charter,
    placeholderData: (old) => old,
  });
  return (
    <Loaded query={offerQuery} lines={10}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t('subscribe.offer.none', { email: facts.supportEmail })} />
        ) : (
          <Loaded query={charterQuery} lines={10}>
            {(text) => <SubscribeForm offers={all} charter={text} onSent={onSent} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
