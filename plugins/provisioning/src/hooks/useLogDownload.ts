import { useApi } from '@backstage/frontend-plugin-api';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { logText } from '../model/logWindow';
import { PAGE_LINES } from './LogFollower';
import { saveText } from './saveText';
import { useAsking } from './useAsking';
import type { Asking } from './useAsking';

/** Saves the whole log, whatever part of it is on the screen. @internal */
export function useLogDownload(
  run: RunView,
): Omit<Asking, 'submit'> & { download(): void } {
  const api = useApi(provisioningApiRef);
  const { submit, ...asking } = useAsking();
  const download = () =>
    submit(async () => {
      const parts: string[] = [];
      for (let after = 0; ; ) {
        const page = await api.getLog(run.id, { after, limit: PAGE_LINES });
        parts.push(logText(page.lines));
        if (page.complete || page.next <= after) {
          break;
        }
        after = page.next;
      }
      saveText(`${run.stackName}-run-${run.number}.log`, parts);
    });
  return { ...asking, download };
}
