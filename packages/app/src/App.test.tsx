import { render, waitFor } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks a visitor to sign in', async () => {
    // What the build puts there is a list; process.env itself holds strings.
    Object.defineProperty(process, 'env', {
      value: {
        NODE_ENV: 'test',
        APP_CONFIG: [
          {
            data: {
              app: {
                title: 'Portal',
                baseUrl: 'http://localhost:3000',
                extensions: [
                  { 'sign-in-page:app': { config: { colleague: true } } },
                ],
              },
              backend: { baseUrl: 'http://localhost:7007' },
              auth: { environment: 'development', providers: { guest: {} } },
            },
            context: 'test',
          },
        ],
      },
    });
    const { baseElement } = render(App.createRoot());
    await waitFor(() => expect(baseElement).toHaveTextContent('Guest'), {
      timeout: 20_000,
    });
    expect(baseElement).toHaveTextContent('A colleague of the guest');
  }, 30_000);
});
