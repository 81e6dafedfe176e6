import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, IdCard, KeyRound, LogOut, Repeat, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { signOut, switchClient } from '../api/calls.ts';
import type { Session } from '../api/types.ts';
import { useLeave } from '../parts/use-leave.ts';
import { companyOf } from '../session.ts';
import styles from './header.module.css';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('');

/** Who is signed in and for which company; the other companies of the same person; the way out. */
export function SessionMenu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const company = companyOf(session) ?? (session.staff ? t('shell.session.staff') : '');
  const others = session.memberships?.filter((membership) => membership.clientId !== session.clientId) ?? [];

  const left = useLeave();
  const leave = async () => {
    await signOut();
    await left(t('shell.session.signedOut'));
  };
  const change = async (clientId: string) => {
    await switchClient(clientId);
    await queries.resetQueries();
    await navigate({ to: paths.space });
  };
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={260} shadow="md" radius="md">
      <Menu.Target>
        <UnstyledButton className={styles.session}>
          <VisuallyHidden>{t('shell.session.menu')}</VisuallyHidden>
          <span className={styles.initials} aria-hidden="true">
            {initials(session.name)}
          </span>
          <span className={styles.who}>
            <span>{session.name}</span> <span className={styles.company}>{company}</span>
          </span>
          <ChevronDown size={16} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={styles.menuName}>{session.name}</span>
          {session.staff ? company : t('shell.session.in', { company })}
        </Menu.Label>
        {others.map(({ clientId, companyName }) => (
          <Menu.Item key={clientId} leftSection={<Repeat size={16} />} onClick={() => void change(clientId)}>
            {t('shell.session.switch', { company: companyName ?? clientId })}
          </Menu.Item>
        ))}
        {session.role === 'administrator' && (
          <Menu.Item
            leftSection={<ShieldAlert size={16} />}
            onClick={() => void navigate({ to: paths.incidents })}
          >
            {t('incidents.title')}
          </Menu.Item>
        )}
        {!session.staff && (
          <Menu.Item leftSection={<IdCard size={16} />} onClick={() => void navigate({ to: paths.record })}>
            {t('users.record.title')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<KeyRound size={16} />}
          onClick={() => void navigate({ to: session.staff ? paths.operatorAccess : paths.access })}
        >
          {t('myAccess.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void leave()}>
          {t('shell.session.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
