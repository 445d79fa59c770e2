import { watchedSteps, type ServiceDefinition } from './service.mts';

const SMALL = {
  requests: { cpu: '250m', memory: '256Mi' },
  limits: { cpu: '500m', memory: '512Mi' },
};
const LARGE = {
  requests: { cpu: '2', memory: '4Gi' },
  limits: { cpu: '4', memory: '8Gi' },
};

function image(name: string): string {
  return `ghcr.io/heal7/${name}`;
}

/** The site: moves through its canary by itself. */
export const webMain: ServiceDefinition = {
  name: 'heal7-web-main',
  image: image('heal7-web-main'),
  port: 3000,
  replicas: 3,
  strategy: 'canary',
  steps: watchedSteps('heal7-web-main', { duration: '2m' }, '1m'),
  backgroundAnalysis: true,
  host: 'www.heal7.com',
  resources: SMALL,
};

/** The gateway: its canary waits until a person has looked. */
export const apiGateway: ServiceDefinition = {
  name: 'heal7-api-gateway',
  image: image('heal7-api-gateway'),
  port: 8000,
  replicas: 4,
  strategy: 'canary',
  steps: watchedSteps('heal7-api-gateway', {}, '45s'),
  backgroundAnalysis: false,
  host: 'api.heal7.com',
  resources: SMALL,
};

/** The engine: every other version of it fails its analysis. */
export const sajuEngine: ServiceDefinition = {
  name: 'heal7-saju-engine',
  image: image('heal7-saju-engine'),
  port: 8001,
  replicas: 4,
  strategy: 'canary',
  steps: watchedSteps('heal7-saju-engine', { duration: '30s' }, '30s'),
  backgroundAnalysis: false,
  resources: LARGE,
  nodeSelector: { 'heal7.com/node-pool': 'high-cpu' },
};

/** The models: blue-green, because a GPU fits one model at a time. */
export const aiModels: ServiceDefinition = {
  name: 'heal7-ai-models',
  image: image('heal7-ai-models'),
  port: 8002,
  replicas: 2,
  strategy: 'blue-green',
  steps: [],
  backgroundAnalysis: false,
  host: 'ai.heal7.com',
  resources: {
    requests: { ...LARGE.requests, 'nvidia.com/gpu': '1' },
    limits: { ...LARGE.limits, 'nvidia.com/gpu': '1' },
  },
  nodeSelector: { 'heal7.com/node-pool': 'gpu' },
};
