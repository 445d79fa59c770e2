import type { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { provisioningApiRef } from '../api';
import type { ProvisioningApi } from '../api';
import { rootRouteRef, tabRouteRef } from '../routes';
import { modules } from './stacks';

/** @internal */
export const anEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'heal7-web-main', namespace: 'default' },
};

/** A backend that knows its environments and is asked for nothing else. @internal */
export function anApi() {
  const never = () => new Promise<never>(() => {});
  return {
    getStacks: jest.fn<
      ReturnType<ProvisioningApi['getStacks']>,
      Parameters<ProvisioningApi['getStacks']>
    >(never),
    getStack: jest.fn<
      ReturnType<ProvisioningApi['getStack']>,
      Parameters<ProvisioningApi['getStack']>
    >(never),
    getSummary: jest.fn<
      ReturnType<ProvisioningApi['getSummary']>,
      Parameters<ProvisioningApi['getSummary']>
    >(async () => ({ total: 0, phases: {}, cost: null })),
    getModules: jest.fn<
      ReturnType<ProvisioningApi['getModules']>,
      Parameters<ProvisioningApi['getModules']>
    >(async () => modules),
    getExecutors: jest.fn<
      ReturnType<ProvisioningApi['getExecutors']>,
      Parameters<ProvisioningApi['getExecutors']>
    >(async () => []),
    getRuns: jest.fn<
      ReturnType<ProvisioningApi['getRuns']>,
      Parameters<ProvisioningApi['getRuns']>
    >(async () => ({ items: [], nextCursor: null })),
    getRun: jest.fn<
      ReturnType<ProvisioningApi['getRun']>,
      Parameters<ProvisioningApi['getRun']>
    >(never),
    getPlan: jest.fn<
      ReturnType<ProvisioningApi['getPlan']>,
      Parameters<ProvisioningApi['getPlan']>
    >(never),
    getLog: jest.fn<
      ReturnType<ProvisioningApi['getLog']>,
      Parameters<ProvisioningApi['getLog']>
    >(async () => ({ lines: [], next: 0, complete: true })),
    startRun: jest.fn<
      ReturnType<ProvisioningApi['startRun']>,
      Parameters<ProvisioningApi['startRun']>
    >(),
    approve: jest.fn<
      ReturnType<ProvisioningApi['approve']>,
      Parameters<ProvisioningApi['approve']>
    >(),
    reject: jest.fn<
      ReturnType<ProvisioningApi['reject']>,
      Parameters<ProvisioningApi['reject']>
    >(),
    cancel: jest.fn<
      ReturnType<ProvisioningApi['cancel']>,
      Parameters<ProvisioningApi['cancel']>
    >(),
  };
}

/** Puts an element on an entity's page of a portal. @internal */
export function renderInPortal(
  element: ReactElement,
  options: { api: ProvisioningApi; entity?: Entity; at?: string },
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
        '/infrastructure': rootRouteRef,
        '/tab': tabRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [options.at ?? '/'],
      apis: [
        [provisioningApiRef, options.api],
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

/** A browser lays out; here every element is as high as is said. @internal */
export function layOut(rowHeight: number): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 20 * rowHeight },
    offsetHeight: { configurable: true, get: () => rowHeight },
  });
  HTMLElement.prototype.scrollTo = jest.fn();
}
