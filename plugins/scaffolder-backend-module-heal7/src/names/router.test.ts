import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import express from 'express';
import request from 'supertest';
import { createNamesRouter } from './router';
import { ServiceNames } from './ServiceNames';

const app = express()
  .use(
    createNamesRouter({
      httpAuth: mockServices.httpAuth(),
      names: new ServiceNames({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'taken' },
            },
          ],
        }),
        repositories: undefined,
      }),
    }),
  )
  .use(mockErrorHandler());

describe('GET /heal7/names/:name', () => {
  it.each([
    ['free', null],
    ['taken', 'component-exists'],
    ['Not%2FOk', 'malformed'],
  ])('judges %s', async (name, problem) => {
    const { status, body } = await request(app).get(`/heal7/names/${name}`);
    expect({ status, problem: body.problem }).toEqual({ status: 200, problem });
  });
});
