import { Checkbox, Input, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clients } from '../../api/operator-calls.ts';
import type { ClientRow } from '../../api/types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import styles from './operator.module.css';

/** As many as can be looked through; who looks for another one types its name. */
const SHOWN = 30;

/** Every client whose subscription was confirmed, archives too: they are told as well. */
async function everyClient(): Promise<ClientRow[]> {
  const all: ClientRow[] = [];
  for (;;) {
    const page = await clients(all.at(-1)?.clientId);
    all.push(...page);
    if (page.length < 100) break;
  }
  return all.filter(({ state }) => state !== 'pending');
}

interface TouchedClientsProps {
  chosen: string[];
  onChange: (clientIds: string[]) => void;
  error: string | undefined;
}

/** The clients that an incident touches, ticked among those there are: a mistyped id would warn nobody (6.incident). */
export function TouchedClients({ chosen, onChange, error }: TouchedClientsProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const query = useQuery({ queryKey: ['operator', 'every-client'], queryFn: everyClient });
  const sought = words.trim().toLocaleLowerCase();
  const answers = ({ clientId, companyName }: ClientRow) =>
    clientId.startsWith(sought) || companyName?.toLocaleLowerCase().includes(sought);
  const nameOf = ({ clientId, companyName }: ClientRow) =>
    companyName ?? t('operator.clients.archive', { id: clientId.slice(0, 8) });
  const among = (rows: ClientRow[]) => rows.filter(({ clientId }) => chosen.includes(clientId));
  const toggleAll = (rows: ClientRow[]) => {
    const ids = rows.map(({ clientId }) => clientId);
    const rest = chosen.filter((clientId) => !ids.includes(clientId));
    onChange(among(rows).length === rows.length ? rest : [...rest, ...ids]);
  };
  return (
    <div>
      <TextInput
        label={t('incidents.operator.clients')}
        description={t('incidents.operator.clientsNote')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Loaded query={query} lines={3}>
        {(all) => {
          const found = all.filter(answers);
          return (
            <div className={styles.touched}>
              {found.length > 1 && (
                <Checkbox
                  label={t('incidents.operator.allClients', { count: found.length })}
                  checked={among(found).length === found.length}
                  indeterminate={among(found).length > 0 && among(found).length < found.length}
                  onChange={() => toggleAll(found)}
                />
              )}
              {found.slice(0, SHOWN).map((row) => (
                <Checkbox
                  key={row.clientId}
                  label={nameOf(row)}
                  description={row.clientId}
                  checked={chosen.includes(row.clientId)}
                  onChange={() => toggleAll([row])}
                />
              ))}
              {found.length === 0 && <p>{t('incidents.operator.noClient')}</p>}
              {found.length > SHOWN && (
                <p>{t('incidents.operator.moreClients', { count: found.length - SHOWN })}</p>
              )}
            </div>
          );
        }}
      </Loaded>
      <p role="status">{t('incidents.operator.chosen', { count: chosen.length })}</p>
      {error && <Input.Error>{error}</Input.Error>}
    </div>
  );
}
