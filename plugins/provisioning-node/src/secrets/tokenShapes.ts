/**
 * Shapes of credentials, each as its issuer documents it. A shape has a prefix
 * or a structure that ordinary text does not: a mask that hits digests and
 * identifiers would make logs useless.
 */
export const TOKEN_SHAPES: RegExp[] = [
  // AWS access key ids:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  // GitHub tokens, classic, fine-grained and of apps:
  // https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  // Google API keys and OAuth access tokens.
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  // Slack: https://docs.slack.dev/authentication/tokens
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  // HCP Terraform: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9]{60,}/g,
  // JSON Web Tokens: RFC 7519, two JSON objects that begin with `{"`.
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  // Private keys: RFC 7468. The end may be on a line that comes later.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // Credentials inside URLs: RFC 3986, 3.2.1.
  /(?<=\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,100}:)[^\s/@]+(?=@)/g,
];
