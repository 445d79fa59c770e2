/**
 * Names, addresses and access of the git repositories in the data folder.
 *
 * @packageDocumentation
 */

export * from './names';
export * from './events';
export * from './RepositoryAddress';
export * from './LocalRepositories';
export * from './services';
