/**
 * Event topic that says: look at the local repositories again. No payload.
 *
 * @public
 */
export const LOCAL_REPOSITORIES_CHANGED = 'local-repositories.changed';
