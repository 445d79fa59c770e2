/**
 * A rule about the text of tracked files.
 *
 * @internal
 */
export interface Rule {
  name: string;
  /** Matches what must not be there, within one line. */
  pattern: RegExp;
  /** Which files; all when absent. */
  files?: RegExp;
}

/**
 * What must not be committed. The patterns are written so that they do not
 * match their own source.
 *
 * @internal
 */
export const rules: Rule[] = [
  {
    // What tools keep below the home of root is the same in every image.
    name: "no folder of one person's machine",
    pattern:
      /(?<![\w.$}-]|target=)\/(?:work|root(?!\/(?:\.npm|\.cache\/(?:x|uv|pip|go-build)|go)\b)|Users\/[a-z][\w-]*|home\/(?!node\b|app\b|nonroot\b|\w*\$)[a-z][\w-]*)\/[\w.-]/,
  },
  {
    name: 'no registry host in a lock file',
    pattern: /__archiveUrl=|https?:\/\/[^"\s]*\.tgz/,
    files: /(^|\/)(yarn\.lock|package-lock\.json)$/,
  },
  {
    name: 'no registry setting',
    pattern:
      /^\s*(?:registry|npmRegistryServer|index-url|extra-index-url)\s*[=:]/,
    files: /(^|\/)(\.npmrc|\.yarnrc\.yml|pip\.conf|requirements[\w-]*\.txt)$/,
  },
  {
    name: 'no private key',
    pattern: /-{5}BEGIN (?:[A-Z]+ )?PRIVATE KEY-{5}/,
  },
  {
    name: 'no access token',
    pattern:
      /\b(?:AKIA[0-9A-Z]{16}|gh[opsu]_[A-Za-z0-9]{36}|xox[bap]-[\w-]{20,}|glpat-[\w-]{20})\b/,
  },
  {
    name: 'no conflict marker',
    pattern: /^(?:<{7} |>{7} )/,
  },
];

/**
 * Where a rule is broken.
 *
 * @internal
 */
export interface Finding {
  file: string;
  /** Counted from 1. */
  line: number;
}

/**
 * Looks for one rule in the files it is about.
 *
 * @param files - relative path and text of each
 * @internal
 */
export function findBroken(
  rule: Rule,
  files: Array<{ path: string; text: string }>,
): Finding[] {
  return files
    .filter(({ path }) => rule.files?.test(path) ?? true)
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          rule.pattern.test(line) ? [{ file: path, line: index + 1 }] : [],
        ),
    );
}
