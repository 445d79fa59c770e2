/** One statement about the catalog, and what contradicts it, if anything. */
export interface Result {
  statement: string;
  problems: string[];
}

/** A statement with the problems found; an empty list means that it holds. */
export function result(statement: string, problems: string[]): Result {
  return { statement, problems };
}
