export const HOST = 'heal7.com';
export const NAMESPACE = 'mesh';
