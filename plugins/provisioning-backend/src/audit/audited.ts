import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Caller } from '../access/Caller';

/**
 * Carries out an act, and has the auditor record that it was tried, by whom,
 * and what came of it; refusals too.
 *
 * @internal
 */
export async function audited<T>(
  auditor: Pick<AuditorService, 'createEvent'>,
  eventId: string,
  caller: Pick<Caller, 'actor' | 'request'>,
  meta: JsonObject,
  act: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'high',
    request: caller.request,
    meta: { ...meta, actor: caller.actor },
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
