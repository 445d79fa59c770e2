import { notFound } from 'next/navigation';
import { isLocale, translate } from '../../i18n/index.ts';
import { dayPillar, seoulDate } from '../../lib/day-pillar.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ date?: string | string[] }>;
};

/**
 * A plain form and no client component: the page works before, and without,
 * any script. That also keeps it whole while a canary answers one request and
 * the stable version the next.
 */
export default async function Home({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const asked = (await searchParams).date;
  const date = typeof asked === 'string' ? asked : seoulDate(new Date());
  const pillar = dayPillar(date);
  const other = locale === 'ko' ? 'en' : 'ko';

  return (
    <main>
      <h1>{translate(locale, 'title')}</h1>
      <p>{translate(locale, 'intro')}</p>
      <form method="get">
        <label>
          {translate(locale, 'dateLabel')}{' '}
          <input
            type="date"
            name="date"
            min="1600-01-01"
            max="2199-12-31"
            defaultValue={pillar ? date : ''}
          />
        </label>{' '}
        <button type="submit">{translate(locale, 'submit')}</button>
      </form>
      {pillar ? (
        <section aria-live="polite">
          <h2>{translate(locale, 'result', { date })}</h2>
          <p className="pillar">
            <span lang="zh-Hant">{pillar.hanja}</span>{' '}
            {locale === 'ko' ? pillar.hangul : pillar.romanised}
          </p>
          <p>{translate(locale, 'position', { position: pillar.index + 1 })}</p>
        </section>
      ) : (
        <p role="alert">{translate(locale, 'invalidDate')}</p>
      )}
      <p>
        <a href={`/${other}`} lang={other} hrefLang={other}>
          {translate(locale, 'otherLocale')}
        </a>
      </p>
    </main>
  );
}
