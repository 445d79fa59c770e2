import type {
  LogLine,
  LogPage,
  Orphan,
  PlanSummary,
  Run,
} from '@heal7/backstage-plugin-provisioning-common';
import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import type { Knex } from 'knex';
import type { RunStore } from '../ports/Runs';
import { orphansOf, runOf } from '../store/rows';
import type { RunRow } from '../store/rows';

interface LogRow {
  run_id: string;
  first: number;
  last: number;
  lines: string;
}

/** Reads runs from the plugin's database. */
export class KnexRunStore implements RunStore {
  constructor(private readonly knex: Knex) {}

  async byId(id: string): Promise<Run | undefined> {
    const row = await this.row(id);
    return row && runOf(row);
  }

  async page(stackId: string, cursor: string | null, limit: number) {
    const query = this.knex<RunRow>('runs')
      .where({ stack_id: stackId })
      .orderBy('number', 'desc')
      .limit(limit + 1);
    if (cursor !== null) {
      query.where('number', '<', Number(cursor) || 0);
    }
    const rows = await query;
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(runOf),
      nextCursor: rows.length > limit ? String(shown[limit - 1].number) : null,
    };
  }

  async plan(id: string): Promise<PlanSummary | undefined> {
    const row = await this.knex('run_plans').where({ run_id: id }).first();
    return row && JSON.parse(row.summary);
  }

  async orphans(id: string): Promise<Orphan[]> {
    const row = await this.row(id);
    return row ? orphansOf(row) : [];
  }

  async log(id: string, after: number, limit: number): Promise<LogPage> {
    const run = await this.row(id);
    const lines: LogLine[] = [];
    // Chunks of some lines each: as many as it takes, one after the other.
    while (run && lines.length < limit) {
      const last = lines.at(-1)?.position ?? after;
      const chunk = await this.knex<LogRow>('run_logs')
        .where({ run_id: id })
        .where('last', '>', last)
        .orderBy('first')
        .first();
      if (!chunk) {
        break;
      }
      lines.push(
        ...(JSON.parse(chunk.lines) as LogLine[]).filter(
          ({ position }) => position > last,
        ),
      );
    }
    const shown = lines.slice(0, limit);
    const next = shown.at(-1)?.position ?? after;
    return {
      lines: shown,
      next,
      complete: !run || (hasEnded(run.phase) && next >= run.log_lines),
    };
  }

  async logEnd(id: string): Promise<number> {
    return (await this.row(id))?.log_lines ?? 0;
  }

  private row(id: string): Promise<RunRow | undefined> {
    return this.knex<RunRow>('runs').where({ id }).first();
  }
}
