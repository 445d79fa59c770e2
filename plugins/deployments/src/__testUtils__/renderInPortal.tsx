import type { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../api';
import type { DeploymentsApi } from '../api';
import { fleetRouteRef, rootRouteRef } from '../routes';

/** An entity that is linked to rollouts. @internal */
export const anEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'heal7-web-main',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'heal7-web-main' },
  },
};

/** A backend that answers what it is told to, or nothing when told so. @internal */
export function anApi(answer: EntityDeployments | Error | 'nothing') {
  const load: DeploymentsApi['getEntityDeployments'] = async () => {
    if (answer === 'nothing') {
      return new Promise(() => {});
    }
    if ('message' in answer) {
      throw answer;
    }
    return { deployments: answer, clockOffsetMs: 0 };
  };
  return {
    getEntityDeployments: jest.fn(load),
    act: jest.fn<
      ReturnType<DeploymentsApi['act']>,
      Parameters<DeploymentsApi['act']>
    >(),
    getPodLog: jest.fn<
      ReturnType<DeploymentsApi['getPodLog']>,
      Parameters<DeploymentsApi['getPodLog']>
    >(),
    getRollbackPreview: jest.fn<
      ReturnType<DeploymentsApi['getRollbackPreview']>,
      Parameters<DeploymentsApi['getRollbackPreview']>
    >(),
    // Cards of rollouts under way ask by themselves.
    getMetrics: jest.fn<
      ReturnType<DeploymentsApi['getMetrics']>,
      Parameters<DeploymentsApi['getMetrics']>
    >(() => new Promise(() => {})),
    getChanges: jest.fn<
      ReturnType<DeploymentsApi['getChanges']>,
      Parameters<DeploymentsApi['getChanges']>
    >(),
    getFreezes: jest.fn<
      ReturnType<DeploymentsApi['getFreezes']>,
      Parameters<DeploymentsApi['getFreezes']>
    >(),
    declareFreeze: jest.fn<
      ReturnType<DeploymentsApi['declareFreeze']>,
      Parameters<DeploymentsApi['declareFreeze']>
    >(),
    liftFreeze: jest.fn<
      ReturnType<DeploymentsApi['liftFreeze']>,
      Parameters<DeploymentsApi['liftFreeze']>
    >(),
    getFleetPage: jest.fn<
      ReturnType<DeploymentsApi['getFleetPage']>,
      Parameters<DeploymentsApi['getFleetPage']>
    >(),
    getFleetSummary: jest.fn<
      ReturnType<DeploymentsApi['getFleetSummary']>,
      Parameters<DeploymentsApi['getFleetSummary']>
    >(),
    getRollouts: jest.fn<
      ReturnType<DeploymentsApi['getRollouts']>,
      Parameters<DeploymentsApi['getRollouts']>
    >(),
    getRollout: jest.fn<
      ReturnType<DeploymentsApi['getRollout']>,
      Parameters<DeploymentsApi['getRollout']>
    >(),
    exportRollouts: jest.fn<
      ReturnType<DeploymentsApi['exportRollouts']>,
      Parameters<DeploymentsApi['exportRollouts']>
    >(),
    getDelivery: jest.fn<
      ReturnType<DeploymentsApi['getDelivery']>,
      Parameters<DeploymentsApi['getDelivery']>
    >(),
    getWavePlans: jest.fn<
      ReturnType<DeploymentsApi['getWavePlans']>,
      Parameters<DeploymentsApi['getWavePlans']>
    >(async () => ({ items: [] })),
    getWavePlan: jest.fn<
      ReturnType<DeploymentsApi['getWavePlan']>,
      Parameters<DeploymentsApi['getWavePlan']>
    >(),
    startWavePlan: jest.fn<
      ReturnType<DeploymentsApi['startWavePlan']>,
      Parameters<DeploymentsApi['startWavePlan']>
    >(),
    cancelWavePlan: jest.fn<
      ReturnType<DeploymentsApi['cancelWavePlan']>,
      Parameters<DeploymentsApi['cancelWavePlan']>
    >(),
    getSystemAbortPreview: jest.fn<
      ReturnType<DeploymentsApi['getSystemAbortPreview']>,
      Parameters<DeploymentsApi['getSystemAbortPreview']>
    >(() => new Promise(() => {})),
    abortSystem: jest.fn<
      ReturnType<DeploymentsApi['abortSystem']>,
      Parameters<DeploymentsApi['abortSystem']>
    >(),
  };
}

/** Puts an element on an entity's page of a portal. @internal */
export function renderInPortal(
  element: ReactElement,
  options: { api: DeploymentsApi; entity?: Entity; at?: string },
) {
  const toast = { post: jest.fn(() => ({ close: () => {} })) };
  const listeners = new Set<{
    channel: string;
    heard: (message: never) => void;
  }>();
  const signals = {
    subscribe: (channel: string, heard: (message: never) => void) => {
      const listener = { channel, heard };
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  const rendered = renderInTestApp(
    <EntityProvider entity={options.entity ?? anEntity}>
      {element}
    </EntityProvider>,
    {
      mountedRoutes: {
        '/deployments': rootRouteRef,
        '/fleet': fleetRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [options.at ?? '/'],
      apis: [
        [deploymentsApiRef, options.api],
        [toastApiRef, toast],
        [signalApiRef, signals],
      ],
    },
  );
  const signal = (channel: string) =>
    [...listeners]
      .filter(listener => listener.channel === channel)
      .forEach(({ heard }) => (heard as (message: object) => void)({}));
  return { ...rendered, toast, signal };
}

/** The error of a backend that refuses. @internal */
export function aRefusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    statusText: '',
    response: {},
    body: { error: { name: 'Error', message }, response: { statusCode } },
    cause: new Error(message),
  });
}
