import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import type { ClientAccount, GivenValue } from '../../api/types.ts';
import { longDate, nameIn } from '../../format.ts';
import { ClauseMark } from '../../parts/marks.tsx';
import styles from './account.module.css';

const groups = ['company', 'manager', 'billing', 'subscription'] as const;
type Group = (typeof groups)[number];

/** The clause by which what was given at subscription goes: all of it is of one category. */
const termClause = '5.subscription-term';

const groupOf = ({ path }: GivenValue): Group =>
  groups.find((group) => path.startsWith(`${group}.`)) ?? 'subscription';

/** A billing address of one's own is rare: its lines stand there only when it was given. */
const isWorthALine = ({ path, value }: GivenValue) => value !== null || !path.startsWith('billing.address.');

/** What was given at subscription, line by line: the value, the clause that allows it, until when it is kept. */
export function Given({ account }: { account: ClientAccount }) {
  const { t } = useTranslation();
  return (
    <div className={styles.groups}>
      {groups.map((group) => {
        const values = account.given.filter((value) => groupOf(value) === group && isWorthALine(value));
        return values.length === 0 ? null : (
          <section key={group} aria-labelledby={`given-${group}`}>
            <h3 id={`given-${group}`}>{t(`account.given.groups.${group}`)}</h3>
            <dl className={styles.given}>
              {values.map((value) => (
                <GivenLine key={value.path} given={value} offer={account.offer.name} />
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function GivenLine({ given, offer }: { given: GivenValue; offer: string }) {
  const { t, i18n } = useTranslation();
  const key = `account.given.fields.${given.path.replaceAll('.', '_')}`;
  const until = given.keptUntil ? `${t('account.given.until')} ${longDate(given.keptUntil)}` : given.rule;
  return (
    <div className={styles.line}>
      <dt>{i18n.exists(key) ? t(key as 'account.given.fields.locale') : given.path}</dt>
      <dd className={given.value === null ? styles.nothing : styles.value}>
        {given.path === 'offerId' ? offer : textOf(given) || t('account.given.nothing')}
      </dd>
      <dd className={styles.until}>
        <Link to={paths.charter} hash={termClause}>
          {until}
        </Link>
      </dd>
      <dd className={styles.mark}>
        <ClauseMark id={given.clause} />
      </dd>
    </div>
  );
}

/** The value in words: a country and a language by name. */
function textOf({ path, value }: GivenValue): string {
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  if (!text) return '';
  if (path.endsWith('.country')) return nameIn('region', text);
  return path === 'locale' ? nameIn('language', text) : text;
}
