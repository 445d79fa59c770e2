/** Said to the person who called; anything else that is thrown is a defect. */
export class TemplateError extends Error {}

export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };
export type Answers = Record<string, Json>;

/** One page of the wizard: JSON schema with `ui:` hints. */
export type Page = {
  title: string;
  required?: string[];
  properties: Record<string, Answers>;
  dependencies?: Record<string, { oneOf: Array<Omit<Page, 'title'>> }>;
};

export type Step = {
  id: string;
  action: string;
  if?: string;
  input?: Answers;
};

export type Template = {
  name: string;
  /** Absolute path of the folder that holds its skeleton and examples. */
  folder: string;
  /** Absolute path of the file that the portal reads. */
  file: string;
  /** The whole document, as the catalog gets it. */
  document: Answers;
  pages: Page[];
  steps: Step[];
};
