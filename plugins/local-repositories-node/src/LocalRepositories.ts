import fs from 'node:fs';
import { join } from 'node:path';
import { ConflictError, NotFoundError } from '@backstage/errors';
import git from 'isomorphic-git';
import { assertRepositoryName, REPOSITORY_NAME_PATTERN } from './names';
import { UnfinishedFolders } from './unfinished';

const SUFFIX = '.git';

/**
 * Who writes a commit.
 *
 * @public
 */
export interface CommitAuthor {
  name: string;
  email: string;
}

/** @public */
export interface RepositoryFile {
  /** Slash-separated, relative to the root. */
  path: string;
  content: Buffer;
}

/**
 * The bare git repositories under the portal's data folder. They are what the
 * embedded configuration publishes to, in place of a git host.
 *
 * isomorphic-git is used rather than the git command, so that a machine with
 * nothing but Node can create components; ordinary git can clone from and push
 * to the folders all the same.
 *
 * @public
 */
export class LocalRepositories {
  private readonly unfinished: UnfinishedFolders;

  constructor(readonly directory: string) {
    this.unfinished = new UnfinishedFolders(directory);
  }

  /** Path of a repository's folder, whether or not it is there. */
  pathOf(name: string): string {
    assertRepositoryName(name);
    return join(this.directory, `${name}${SUFFIX}`);
  }

  async exists(name: string): Promise<boolean> {
    return fs.existsSync(this.pathOf(name));
  }

  /** Names, sorted. Folders that are no repositories of ours are passed over. */
  async list(): Promise<string[]> {
    const entries = await fs.promises
      .readdir(this.directory)
      .catch(error => (error.code === 'ENOENT' ? [] : Promise.reject(error)));
    return entries
      .filter(entry => entry.endsWith(SUFFIX))
      .map(entry => entry.slice(0, -SUFFIX.length))
      .filter(name => REPOSITORY_NAME_PATTERN.test(name))
      .sort();
  }

  /**
   * Makes a repository whose first commit holds the files of a folder. The
   * repository appears whole or not at all: it is built beside its place and
   * renamed into it.
   *
   * @returns the commit's SHA.
   * @throws ConflictError when the name is taken, InputError when malformed.
   */
  async create(options: {
    name: string;
    sourceDirectory: string;
    defaultBranch: string;
    message: string;
    author: CommitAuthor;
  }): Promise<string> {
    const target = this.pathOf(options.name);
    const taken = () =>
      new ConflictError(
        `There is a repository '${options.name}' already; choose another name`,
      );
    if (fs.existsSync(target)) {
      throw taken();
    }
    await fs.promises.mkdir(this.directory, { recursive: true });
    await this.unfinished.sweep();
    return this.unfinished.use(async gitdir => {
      await git.init({
        fs,
        gitdir,
        bare: true,
        defaultBranch: options.defaultBranch,
      });
      const at = { fs, gitdir, dir: options.sourceDirectory };
      await git.add({ ...at, filepath: '.' });
      const sha = await git.commit({
        ...at,
        message: options.message,
        author: options.author,
      });
      await fs.promises.rm(join(gitdir, 'index'), { force: true });
      await fs.promises
        .rename(gitdir, target)
        .catch(error =>
          Promise.reject(
            ['ENOTEMPTY', 'EEXIST'].includes(error.code) ? taken() : error,
          ),
        );
      return sha;
    });
  }

  /** Removes a repository; no error when it is not there. */
  async remove(name: string): Promise<void> {
    await fs.promises.rm(this.pathOf(name), { recursive: true, force: true });
  }

  /**
   * Name of the branch that HEAD points to.
   *
   * @throws NotFoundError when there is no such repository.
   */
  async defaultBranch(name: string): Promise<string> {
    const branch = await git.currentBranch({ fs, ...this.open(name) });
    return branch || 'main';
  }

  /**
   * SHA that a branch, tag or commit stands for.
   *
   * @throws NotFoundError naming the repository or the ref.
   */
  async resolve(name: string, ref: string): Promise<string> {
    const at = { fs, ...this.open(name) };
    return git.resolveRef({ ...at, ref }).catch(async () => {
      const commit = /^[0-9a-f]{40}$/.test(ref)
        ? await git.readCommit({ ...at, oid: ref }).catch(() => undefined)
        : undefined;
      if (!commit) {
        throw new NotFoundError(
          `The repository '${name}' has no branch, tag or commit '${ref}'`,
        );
      }
      return commit.oid;
    });
  }

  /**
   * The commit that a branch began with; undefined for a branch that is not
   * there.
   *
   * @throws NotFoundError when there is no such repository.
   */
  async firstCommit(
    name: string,
    branch: string,
  ): Promise<{ sha: string; message: string } | undefined> {
    const at = { fs, ...this.open(name) };
    const log = await git.log({ ...at, ref: branch }).catch(() => []);
    const first = log.at(-1);
    return first && { sha: first.oid, message: first.commit.message };
  }

  /** @throws NotFoundError naming the file. */
  async readFile(name: string, sha: string, path: string): Promise<Buffer> {
    const at = { fs, ...this.open(name) };
    const blob = await git
      .readBlob({ ...at, oid: sha, filepath: path })
      .catch(() => {
        throw new NotFoundError(`The repository '${name}' has no '${path}'`);
      });
    return Buffer.from(blob.blob);
  }

  /**
   * Paths of all files at a commit, sorted. A pushed tree can hold names that
   * no git would write; those that lead out of the tree are left out.
   */
  async listFiles(name: string, sha: string): Promise<string[]> {
    const files = await git.listFiles({ fs, ...this.open(name), ref: sha });
    return files.filter(path => !path.split('/').includes('..')).sort();
  }

  private open(name: string) {
    const gitdir = this.pathOf(name);
    if (!fs.existsSync(gitdir)) {
      throw new NotFoundError(`There is no repository '${name}'`);
    }
    return { gitdir };
  }
}
