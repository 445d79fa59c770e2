import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { isLocale, LOCALES, translate } from '../../i18n/index.ts';
import './style.css';

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export const generateStaticParams = () => LOCALES.map(locale => ({ locale }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return {
    title: translate(locale, 'title'),
    description: translate(locale, 'intro'),
    alternates: { languages: { ko: '/ko', en: '/en' } },
  };
}

export default async function LocaleLayout({ params, children }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <html lang={locale}>
      <body>{children}</body>
    </html>
  );
}
