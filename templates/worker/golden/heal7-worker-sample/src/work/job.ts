import { z } from 'zod';

export const QUEUE = 'daily-readings';
export const LOCALES = ['ko', 'en'] as const;

/** What is on the queue. No personal data: who reads it is another's matter. */
export const readingJob = z.strictObject({
  /** In Seoul, YYYY-MM-DD. */
  date: z.iso.date(),
  locale: z.enum(LOCALES),
});
export type ReadingJob = z.infer<typeof readingJob>;

/**
 * The same work has the same id wherever it comes from: it is queued once, and
 * who receives the result can tell a repetition. No colon: BullMQ's separator.
 */
export const jobId = ({ date, locale }: ReadingJob) => `${date}-${locale}`;

/** The civil date in Seoul at an instant. */
export const dateInSeoul = (at: Date) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' }).format(at);
