import type { Placements } from '../placements/placementsApi';

const price = {
  vcpuMonth: 20,
  gibMonth: 4,
  currency: 'USD' as const,
  source: 'https://prices.example.com/list',
  date: '2026-11-23',
  note: 'on demand',
};

/** One cluster with a price and one without, in an environment with a budget. */
export const PLACEMENTS: Placements = {
  clusters: [
    {
      name: 'aws',
      title: 'AWS · EKS',
      cloud: 'aws',
      region: 'ap-northeast-2',
      role: 'primary',
      environment: 'production',
      pools: ['gpu'],
      price,
    },
    {
      name: 'gcp',
      title: 'GCP · GKE',
      cloud: 'gcp',
      region: 'asia-northeast3',
      role: 'secondary',
      environment: 'production',
      pools: [],
    },
    { name: 'staging', title: 'Staging', environment: 'staging' },
  ],
  environments: [
    { name: 'production', title: 'Production', budgetUsd: 1000 },
    { name: 'staging', title: 'Staging' },
  ],
};
