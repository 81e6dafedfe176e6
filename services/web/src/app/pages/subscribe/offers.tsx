import { useTranslation } from 'react-i18next';
import type { Charter, Offer } from '../../api/types.ts';
import { duration, money } from '../../format.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { ClauseMark } from '../../parts/marks.tsx';
import styles from './subscribe.module.css';
import type { AnswerForm } from './use-answers.ts';

function usePrice() {
  const { t } = useTranslation();
  return ({ price }: Offer) =>
    t('subscribe.offer.price', {
      amount: money(price.amountCents, price.currency),
      period: t(price.period === 'P1Y' ? 'subscribe.offer.year' : 'subscribe.offer.month'),
    });
}

/** Which offer: one of several. */
export function OfferChoice({ offers, form }: { offers: Offer[]; form: AnswerForm }) {
  const { t } = useTranslation();
  const priceOf = usePrice();
  return (
    <fieldset className={styles.group}>
      <legend>
        <h2>{t('subscribe.offer.title')}</h2>
      </legend>
      <div className={styles.offers}>
        {offers.map((offer) => (
          <label key={offer.id} className={styles.offer}>
            <input
              type="radio"
              name="offerId"
              value={offer.id}
              checked={form.answers.offerId === offer.id}
              onChange={() => form.answer('offerId', offer.id)}
            />
            <span className={styles.offerName}>{offer.name[currentLocale()]}</span>
            <span className={styles.offerPrice}>{priceOf(offer)}</span>
            <span className={styles.offerUsers}>{t('subscribe.offer.users', { count: offer.users })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The offer in hand, with what is kept and for how long, beside the form. */
export function OfferSheet({ offer, charter, folded }: { offer: Offer; charter: Charter; folded?: boolean }) {
  const { t } = useTranslation();
  const priceOf = usePrice();
  const categoryOf = (id: string) => charter.categories.find((category) => category.id === id);
  const locale = currentLocale();
  return (
    <aside className={styles.aside} aria-labelledby="offer-name">
      <p className={styles.asideKind}>{t('subscribe.offer.title')}</p>
      <h2 id="offer-name">{offer.name[locale]}</h2>
      <p className={styles.asidePrice}>{priceOf(offer)}</p>
      <p className={styles.asideText}>{offer.description[locale]}</p>
      <p>{t('subscribe.offer.users', { count: offer.users })}</p>
      <details open={!folded} className={styles.terms}>
        <summary>{t('subscribe.offer.terms')}</summary>
        <ul>
          {offer.terms.map(({ category, keptFor, clause }) => (
            <li key={category}>
              <strong>{categoryOf(category)?.label ?? category}</strong>
              <span className={styles.term}>
                {categoryOf(category)?.rule ?? (keptFor ? duration(keptFor) : t('subscribe.offer.noTerm'))}
              </span>
              <ClauseMark id={clause} />
            </li>
          ))}
        </ul>
      </details>
    </aside>
  );
}
