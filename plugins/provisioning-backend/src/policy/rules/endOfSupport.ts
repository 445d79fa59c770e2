const RELEASES = 'https://github.com/endoflife-date/endoflife.date/blob';

/** Until when a maker supports the versions of a product. */
export interface Support {
  product: string;
  /** Last day of standard support, by version. */
  until: Record<string, string>;
  source: string;
  /** Day it was read. */
  date: string;
}

/** Read from release calendars; a version that is not here is not judged. */
export const POSTGRESQL: Support = {
  product: 'PostgreSQL on RDS',
  until: {
    '9.6': '2022-04-30',
    10: '2023-04-30',
    11: '2024-02-29',
    12: '2025-02-28',
    13: '2026-02-28',
    14: '2027-02-28',
    15: '2028-02-29',
    16: '2029-02-28',
    17: '2030-02-28',
  },
  source: `${RELEASES}/ddbcb19348f6c170390458a30a8d3df1084e5a16/products/amazon-rds-postgresql.md`,
  date: '2026-11-24',
};

export const EKS: Support = {
  product: 'Kubernetes on EKS',
  until: {
    '1.23': '2023-10-11',
    '1.24': '2024-01-31',
    '1.25': '2024-05-01',
    '1.26': '2024-06-11',
    '1.27': '2024-07-24',
    '1.28': '2024-11-26',
    '1.29': '2025-03-23',
    '1.30': '2025-07-23',
    '1.31': '2025-11-26',
    '1.32': '2026-03-23',
    '1.33': '2026-07-29',
    '1.34': '2026-12-02',
  },
  source: `${RELEASES}/05b554b26898bda7aee70d803bc17ea05f461f77/products/amazon-eks.md`,
  date: '2026-11-24',
};
