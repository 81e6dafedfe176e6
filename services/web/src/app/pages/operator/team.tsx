import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { departStaff, inviteStaffAgain, team } from '../../api/operator-calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { StaffMember } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session.ts';
import { DeclareStaff } from './declare-staff.tsx';
import styles from './operator.module.css';

/** Knowmore's own people who may come in here: declared, and taken out when they leave. */
export function TeamTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'team'], queryFn: team });
  const [leaving, setLeaving] = useState<StaffMember | null>(null);
  return (
    <>
      <div className={styles.above}>
        <p>{t('operator.team.lead')}</p>
        <DeclareStaff />
      </div>
      <Loaded query={query}>{(all) => <Team all={all} onDepart={setLeaving} />}</Loaded>
      {leaving && <Departure member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Team({ all, onDepart }: { all: StaffMember[]; onDepart: (member: StaffMember) => void }) {
  const { t } = useTranslation();
  const me = useSession()?.staffId;
  return (
    <DataTable<StaffMember>
      label={t('operator.tabs.team')}
      rows={all}
      keyOf={(member) => member.staffId}
      columns={[
        { title: t('users.name'), cell: ({ name }) => <strong>{name}</strong> },
        { title: t('users.email'), cell: ({ email }) => email },
        { title: t('users.role'), cell: ({ role }) => t(`operator.team.roles.${role}`) },
        {
          title: t('users.state'),
          cell: ({ joinedAt }) =>
            joinedAt ? longDate(joinedAt) : <StateMark tone="open">{t('operator.team.invited')}</StateMark>,
        },
        {
          title: '',
          align: 'right',
          cell: (member) =>
            member.staffId === me ? t('users.you') : <Actions member={member} onDepart={onDepart} />,
        },
      ]}
    />
  );
}

function Actions({ member, onDepart }: { member: StaffMember; onDepart: (member: StaffMember) => void }) {
  const { t } = useTranslation();
  const { joinedAt, name, staffId } = member;
  const again = useMutation({
    mutationFn: () => inviteStaffAgain(staffId),
    onSuccess: () => void toast(t('users.again.done')),
    onError: (error) => void toast(asProblem(error).detail ?? t('problems.title')),
  });
  return (
    <Group gap="xs" justify="flex-end">
      {!joinedAt && (
        <Button size="sm" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('users.actions.again')}
        </Button>
      )}
      <Button
        size="sm"
        variant="default"
        aria-label={t('operator.team.departOf', { name })}
        onClick={() => onDepart(member)}
      >
        {t('operator.team.depart')}
      </Button>
    </Group>
  );
}

/** The question before somebody's access ends: it ends at once. */
function Departure({ member: { name, staffId }, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const departing = useMutation({
    mutationFn: () => departStaff(staffId),
    onSuccess: async () => {
      void toast(t('operator.team.departed', { name }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['operator', 'team'] });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('operator.team.departTitle', { name })}
      closeButtonProps={{ 'aria-label': t('users.remove.no') }}
    >
      <p>{t('operator.team.departText')}</p>
      {departing.isError && <ProblemNote error={departing.error} />}
      <Group gap="sm" mt="lg">
        <Button
          color="var(--mantine-color-error)"
          loading={departing.isPending}
          onClick={() => departing.mutate()}
        >
          {t('operator.team.departYes')}
        </Button>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('users.remove.no')}
        </Button>
      </Group>
    </Modal>
  );
}
