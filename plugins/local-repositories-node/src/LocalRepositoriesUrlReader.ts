import { Readable } from 'node:stream';
import type {
  ReaderFactory,
  ReadTreeResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import { ReadUrlResponseFactory } from '@backstage/backend-defaults/urlReader';
import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { InputError, isError, NotModifiedError } from '@backstage/errors';
import type { LocalRepositories } from './LocalRepositories';
import type {
  RepositoryAddress,
  RepositoryLocation,
} from './RepositoryAddress';

/**
 * Serves local repositories to whatever reads by URL (catalog, TechDocs,
 * scaffolder). ETags are commit SHAs.
 */
export class LocalRepositoriesUrlReader implements UrlReaderService {
  static factoryFor(
    repositories: LocalRepositories,
    address: RepositoryAddress,
  ): ReaderFactory {
    return ({ treeResponseFactory }) => [
      {
        reader: new LocalRepositoriesUrlReader(
          repositories,
          address,
          treeResponseFactory,
        ),
        predicate: url => address.covers(url),
      },
    ];
  }

  constructor(
    private readonly repositories: LocalRepositories,
    private readonly address: RepositoryAddress,
    private readonly treeResponseFactory: ReadTreeResponseFactory,
  ) {}

  async readUrl(url: string, options?: UrlReaderServiceReadUrlOptions) {
    const { place, sha } = await this.locate(url, options?.etag);
    const content = await this.repositories.readFile(
      place.name,
      sha,
      place.path,
    );
    return ReadUrlResponseFactory.fromReadable(Readable.from([content]), {
      etag: sha,
    });
  }

  async readTree(url: string, options?: UrlReaderServiceReadTreeOptions) {
    const { place, sha } = await this.locate(url, options?.etag);
    const prefix = place.path === '' ? '' : `${place.path}/`;
    const files = await this.repositories.listFiles(place.name, sha);
    const inside = files
      .filter(path => path.startsWith(prefix))
      .map(path => ({ full: path, path: path.slice(prefix.length) }))
      .filter(({ path }) => options?.filter?.(path) ?? true);
    const data = await Promise.all(
      inside.map(async ({ full, path }) => ({
        path,
        data: Readable.from([
          await this.repositories.readFile(place.name, sha, full),
        ]),
      })),
    );
    const response = await this.treeResponseFactory.fromReadableArray(data);
    // An array of streams has no identity of its own; the commit has.
    return Object.assign(response, { etag: sha });
  }

  /**
   * Only of a file by its name: the catalog reads every location by a search.
   * One that is not there is no match, and no error.
   */
  async search(
    url: string,
    options?: UrlReaderServiceSearchOptions,
  ): Promise<UrlReaderServiceSearchResponse> {
    if (url.includes('*')) {
      throw new InputError(
        `Local repositories cannot be searched by pattern (${url}); name the file`,
      );
    }
    try {
      const { buffer, etag = '' } = await this.readUrl(url, options);
      return { files: [{ url, content: buffer }], etag };
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return { files: [], etag: '' };
      }
      throw error;
    }
  }

  toString() {
    return 'localRepositories';
  }

  private async locate(
    url: string,
    etag: string | undefined,
  ): Promise<{ place: RepositoryLocation; sha: string }> {
    const place = this.address.parse(url);
    if (!place) {
      throw new InputError(
        `'${url}' is no address of a local repository; the form is <base>/<name>/blob/<branch>/<path>`,
      );
    }
    const sha = await this.repositories.resolve(place.name, place.ref);
    if (etag === sha) {
      throw new NotModifiedError();
    }
    return { place, sha };
  }
}
