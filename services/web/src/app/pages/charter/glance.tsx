import { Trans, useTranslation } from 'react-i18next';
import type { Charter } from '../../api/types.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { SupportLink } from '../../parts/support-link.tsx';
import styles from './charter.module.css';

type Kept = Charter['categories'][number];
/** Categories that a client has nothing of: our own staff's, and what holds no data of anybody. */
const ours: readonly string[] = ['staff', 'technical'];

/** Who speaks; then, in one table, what is kept, until when, and who may read it. */
export function Glance({ charter: { categories, recipients, purposes } }: { charter: Charter }) {
  const { t } = useTranslation();
  const listed = (labels: string[]) =>
    new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(labels);
  const readersOf = ({ id }: Kept) =>
    listed(recipients.filter((reader) => reader.categories.includes(id)).map(({ label }) => label));
  return (
    <section className={styles.glance} aria-labelledby="glance">
      <p className={styles.who}>
        <Trans i18nKey="charter.who" components={{ support: <SupportLink /> }} />
      </p>
      <h2 id="glance">{t('charter.glance.title')}</h2>
      <DataTable<Kept>
        label={t('charter.glance.title')}
        rows={categories.filter(({ id }) => !ours.includes(id))}
        keyOf={({ id }) => id}
        columns={[
          { title: t('charter.glance.what'), cell: ({ label }) => <strong>{label}</strong> },
          { title: t('charter.glance.until'), cell: ({ rule }) => rule },
          {
            title: t('charter.glance.readers'),
            cell: (kept) => readersOf(kept) || t('charter.glance.nobody'),
          },
          { title: t('charter.glance.clause'), cell: ({ clause }) => <ClauseMark id={clause} /> },
        ]}
      />
      <p className={styles.purposes}>
        {t('charter.glance.purposes', { purposes: listed(purposes.map(({ label }) => label)) })}{' '}
        <ClauseMark id="3.purpose" />
      </p>
    </section>
  );
}
