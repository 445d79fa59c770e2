import { withoutDefaults } from './withoutDefaults';

describe('withoutDefaults', () => {
  // As a Rollout has it, and as its ReplicaSet on a real API server.
  const written = {
    metadata: { labels: { app: 'web' } },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'heal7/web:1.0.0',
          ports: [{ name: 'http', containerPort: 8001 }],
          livenessProbe: { httpGet: { path: '/health', port: 'http' } },
        },
      ],
      volumes: [{ name: 'config', configMap: { name: 'web' } }],
    },
  };
  const filledIn = {
    metadata: { creationTimestamp: null, labels: { app: 'web' } },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'heal7/web:1.0.0',
          imagePullPolicy: 'IfNotPresent',
          ports: [{ name: 'http', containerPort: 8001, protocol: 'TCP' }],
          livenessProbe: {
            httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
            timeoutSeconds: 1,
            periodSeconds: 10,
            successThreshold: 1,
            failureThreshold: 3,
          },
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
      volumes: [
        { name: 'config', configMap: { name: 'web', defaultMode: 420 } },
      ],
    },
  };

  it('takes away what the API server has filled in, and nothing else', () => {
    expect(withoutDefaults(filledIn)).toEqual(written);
    expect(withoutDefaults(written)).toEqual(written);
  });

  it('keeps values that differ from the default, and names elsewhere', () => {
    const other = {
      metadata: { annotations: { dnsPolicy: 'ClusterFirst' } },
      spec: {
        dnsPolicy: 'Default',
        terminationGracePeriodSeconds: 60,
        containers: [{ name: 'main', securityContext: {} }],
      },
    };
    expect(withoutDefaults(other)).toEqual(other);
  });

  it.each([
    ['web:1.0.0', 'IfNotPresent'],
    ['registry:5000/web', 'Always'],
    ['web:latest', 'Always'],
    ['web@sha256:0f1e', 'IfNotPresent'],
  ])('knows that %s is pulled %s', (image, imagePullPolicy) => {
    const policies = ['Always', 'IfNotPresent', 'Never'].filter(policy =>
      JSON.stringify(
        withoutDefaults({ containers: [{ image, imagePullPolicy: policy }] }),
      ).includes('imagePullPolicy'),
    );
    expect(policies).not.toContain(imagePullPolicy);
    expect(policies).toHaveLength(2);
  });
});
