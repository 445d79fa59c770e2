import { negotiateLocale } from '../i18n/index.ts';

/** The bare address has no page of its own: it leads to the reader's language. */
export function GET(request: Request): Response {
  const locale = negotiateLocale(request.headers.get('accept-language'));
  return new Response(null, {
    status: 307,
    // Relative, because behind a proxy the address we see is not the public one.
    headers: { location: `/${locale}`, vary: 'accept-language' },
  });
}
