import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { UnitPrice } from '@heal7/backstage-plugin-capacity-common';

/** A cluster that services can be placed on. */
export interface Cluster {
  name: string;
  title: string;
  cloud?: string;
  region?: string;
  role?: string;
  /** Name of its environment. */
  environment?: string;
  /** Special node pools, such as gpu; absent when nobody has said. */
  pools?: string[];
  /** Absent when no price with a source is known. */
  price?: UnitPrice;
}

export interface Environment {
  name: string;
  title: string;
  budgetUsd?: number;
}

export interface Placements {
  clusters: Cluster[];
  environments: Environment[];
}

/** Asks the backend where services can be placed, and for how much. */
export interface PlacementsApi {
  placements(): Promise<Placements>;
}

export const placementsApiRef = createApiRef<PlacementsApi>().with({
  id: 'plugin.scaffolder-heal7.placements',
  pluginId: 'scaffolder-heal7',
});

/** Milliseconds for which the fields of one wizard share an answer. */
const FRESH_MS = 60_000;

export class PlacementsClient implements PlacementsApi {
  private latest?: { asked: number; answer: Promise<Placements> };

  constructor(
    private readonly options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
    },
  ) {}

  placements(): Promise<Placements> {
    const now = Date.now();
    if (!this.latest || now - this.latest.asked > FRESH_MS) {
      const answer = this.ask();
      const latest = { asked: now, answer };
      this.latest = latest;
      answer.catch(() => {
        if (this.latest === latest) {
          this.latest = undefined;
        }
      });
    }
    return this.latest.answer;
  }

  private async ask(): Promise<Placements> {
    const { discoveryApi, fetchApi } = this.options;
    const base = await discoveryApi.getBaseUrl('scaffolder');
    const response = await fetchApi.fetch(`${base}/heal7/placements`);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
