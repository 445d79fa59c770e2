import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import express from 'express';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import { createPlacementsRouter } from './router';

function resources(file: string): Entity[] {
  const path = resolve(__dirname, '../../../../catalog/resources', file);
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document =>
    document.toJS(),
  );
}

const appWith = (entities: Entity[]) =>
  express()
    .use(
      createPlacementsRouter({
        httpAuth: mockServices.httpAuth(),
        catalog: catalogServiceMock({ entities }),
      }),
    )
    .use(mockErrorHandler());

describe('GET /heal7/placements', () => {
  it("tells of heal7's clusters, with prices, and of its budgets", async () => {
    const app = appWith([
      ...resources('environments.yaml'),
      ...resources('clusters.yaml').reverse(),
      ...resources('data.yaml'),
    ]);
    const { body } = await request(app).get('/heal7/placements');
    const price = {
      vcpuMonth: expect.any(Number),
      gibMonth: expect.any(Number),
      currency: 'USD',
      source: expect.stringMatching(/^https:/),
      date: '2026-11-23',
      note: expect.stringContaining('On demand'),
    };
    expect(body.clusters).toEqual([
      {
        name: 'eks-heal7-production',
        title: 'EKS heal7-production',
        cloud: 'aws',
        region: 'ap-northeast-2',
        role: 'primary',
        environment: 'production',
        price,
      },
      {
        name: 'gke-heal7-secondary',
        title: 'GKE heal7-secondary',
        cloud: 'gcp',
        region: 'asia-northeast3',
        role: 'secondary',
        environment: 'production',
        price,
      },
    ]);
    expect(body.environments).toEqual([
      { name: 'production', title: 'Production', budgetUsd: 3000 },
      { name: 'staging', title: 'Staging', budgetUsd: 800 },
      { name: 'development', title: 'Local development', budgetUsd: 500 },
    ]);
  });

  it('leaves out what it does not know', async () => {
    const resource = (name: string, type: string, annotations = {}) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, annotations },
      spec: { type },
    });
    const app = appWith([
      resource('elsewhere', 'kubernetes-cluster', {
        'heal7.com/cloud': 'aws',
        'heal7.com/region': 'eu-west-1',
      }),
      resource('bare', 'kubernetes-cluster'),
      resource('odd', 'environment', {
        'heal7.com/monthly-budget-usd': 'plenty',
      }),
    ]);
    const { body } = await request(app).get('/heal7/placements');
    expect(body).toEqual({
      clusters: [
        { name: 'bare', title: 'bare' },
        {
          name: 'elsewhere',
          title: 'elsewhere',
          cloud: 'aws',
          region: 'eu-west-1',
        },
      ],
      environments: [{ name: 'odd', title: 'odd' }],
    });
  });
});
