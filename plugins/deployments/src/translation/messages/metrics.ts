/** Texts of what metrics say of the revisions. @internal */
export const metrics = {
  heading: 'Metrics',
  show: 'Show live metrics',
  hide: 'Hide live metrics',
  loading: 'Loading metrics',
  notConfigured: 'No metrics source is configured for this cluster.',
  unreachable:
    'The metrics source of this cluster does not answer: {{message}}',
  none: 'No metrics are configured.',
  failed: 'Metrics could not be loaded: {{message}}',
  problem: '{{title}} could not be read: {{message}}',
  limitAbove: 'At most {{value}}',
  limitBelow: 'At least {{value}}',
  series: '{{role}} {{version}}',
  analysis: 'Analysis',
  verdict: '{{verdict}}: {{value}}',
  perSecond: '{{value}}/s',
  percent: '{{value}}%',
  milliseconds: '{{value}} ms',
  value: 'Value',
  limit: 'Limit {{value}}',
};
