import { dayPillar, seoulDate } from '../../../lib/day-pillar.ts';

/** GET /api/day-pillar?date=YYYY-MM-DD, today in Seoul when left out. */
export function GET(request: Request): Response {
  const asked = new URL(request.url).searchParams.get('date');
  const date = asked ?? seoulDate(new Date());
  const pillar = dayPillar(date);
  if (!pillar) {
    return Response.json(
      { error: 'date must be YYYY-MM-DD, from 1600-01-01 to 2199-12-31' },
      { status: 400 },
    );
  }
  // The answer for a named date never changes; the one for today does.
  const cacheControl = asked ? 'public, max-age=86400' : 'no-store';
  return Response.json(
    { date, pillar },
    { headers: { 'cache-control': cacheControl } },
  );
}
