import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

export interface ReviewedFile {
  path: string;
  /** Empty when it is binary. */
  content: string;
  executable?: boolean;
  truncated?: boolean;
  binary?: boolean;
}

export interface Review {
  files: ReviewedFile[];
  log: { message: string; level?: string }[];
}

/** Renders a template without creating anything. */
export interface ReviewApi {
  review(
    templateRef: string,
    values: object,
    signal: AbortSignal,
  ): Promise<Review>;
}

export const reviewApiRef = createApiRef<ReviewApi>().with({
  id: 'plugin.scaffolder-heal7.review',
  pluginId: 'scaffolder-heal7',
});

export class ReviewClient implements ReviewApi {
  constructor(
    private readonly options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
    },
  ) {}

  async review(
    templateRef: string,
    values: object,
    signal: AbortSignal,
  ): Promise<Review> {
    const { discoveryApi, fetchApi } = this.options;
    const base = await discoveryApi.getBaseUrl('scaffolder');
    const response = await fetchApi.fetch(`${base}/heal7/review`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ templateRef, values }),
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
