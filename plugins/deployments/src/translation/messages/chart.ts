/** Texts of charts. @internal */
export const chart = {
  empty: 'No values in this time.',
  zoomOf: 'Zoom of {{title}}',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
  reset: 'Show all',
  tableOf: 'Values of {{title}}',
  time: 'Time',
  note: 'Note',
};
