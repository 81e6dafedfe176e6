import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import styles from './charter.module.css';

type Tone = Parameters<typeof StateMark>[0]['tone'];
export type Standing = 'open' | 'violated' | Rule['proof']['state'];

/** How a clause stands in the running product: what is violated or not proved is worse than what it says of itself. */
export function standingOf({ status, proof, violations }: Rule): Standing {
  if (proof.state === 'broken' || proof.state === 'failed') return proof.state;
  if (violations) return 'violated';
  return status === 'open' ? 'open' : proof.state;
}

export const isRed = (rule: Rule): boolean => ['broken', 'failed', 'violated'].includes(standingOf(rule));

const tones: Record<Standing, Tone> = {
  open: 'open',
  never: 'muted',
  proved: 'kept',
  failed: 'bad',
  broken: 'bad',
  violated: 'bad',
};

/** The state of a clause, in a word. */
export function ClauseState({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const standing = standingOf(rule);
  return <StateMark tone={tones[standing]}>{t(`charter.standing.${standing}`)}</StateMark>;
}

/** When the clause was last proved here, why it is red where it is, and how often it was violated. */
export function Living({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const { proof, status, violations } = rule;
  const date = proof.at ? dateTime(proof.at) : '';
  const red = isRed(rule);
  return (
    <div className={styles.living} data-red={red || undefined}>
      {(status === 'kept' || proof.state !== 'never') && <p>{t(`charter.proof.${proof.state}`, { date })}</p>}
      {proof.why && (
        <p>
          {t('charter.proof.why')} <q lang="en">{proof.why}</q>
        </p>
      )}
      <p>
        {violations === null
          ? t('charter.violations.uncounted')
          : t('charter.violations.counted', { count: violations })}{' '}
        {countedAs(t, rule.id)}
      </p>
    </div>
  );
}

/** What would count as a violation, where somebody counts. */
function countedAs(t: TFunction, id: Rule['id']): string {
  const what = t(`charter.violations.of.${id.replace('.', '_')}` as 'charter.violations.of.2_browsing', {
    defaultValue: '',
  });
  return what ? t('charter.violations.counts', { what }) : '';
}
