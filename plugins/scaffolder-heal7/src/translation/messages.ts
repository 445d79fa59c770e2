/** English. */
export const messages = {
  serviceName: {
    title: 'Name',
    description:
      '3 to 40 lower-case letters, digits and hyphens, beginning with a letter',
    required: 'Required',
    checking: 'Looking whether the name is free…',
    free: 'The name is free',
    malformed:
      'Use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
    componentExists:
      'The catalog has a component of this name already; choose another name',
    repositoryExists:
      'There is a repository of this name already; choose another name',
    unknown:
      'Could not look whether the name is free; it is checked again when the service is created',
  },
} as const;

/** Every text of one language, by its flattened key. */
export type Messages = Record<
  `serviceName.${keyof typeof messages.serviceName}`,
  string
>;
