import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '../../parts/marks.tsx';
import styles from './subscribe.module.css';

interface GroupProps {
  name: 'company' | 'manager' | 'billing';
  clauses: string[];
  children: ReactNode;
}

/** Questions that belong together: why they are asked, by which clauses, how long the answers are kept. */
export function Group({ name, clauses, children }: GroupProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group} aria-describedby={`${name}-why`}>
      <legend>
        <h2>{t(`subscribe.${name}.title`)}</h2>
      </legend>
      <dl className={styles.why} id={`${name}-why`}>
        <div>
          <dt>{t('subscribe.why')}</dt>
          <dd>{t(`subscribe.${name}.why`)}</dd>
        </div>
        <div>
          <dt>{t('subscribe.kept')}</dt>
          <dd>{t('subscribe.keptTerm')}</dd>
        </div>
        <div>
          <dt>{t('account.given.clause')}</dt>
          <dd className={styles.clauses}>
            {clauses.map((id) => (
              <ClauseMark key={id} id={id} />
            ))}
            <ClauseMark id="5.subscription-term" />
          </dd>
        </div>
      </dl>
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}
