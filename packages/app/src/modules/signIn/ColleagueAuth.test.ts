import { ColleagueAuth } from './ColleagueAuth';

describe('ColleagueAuth', () => {
  const answers = (expiresInSeconds: number, status = 200) =>
    jest.spyOn(global, 'fetch').mockImplementation(
      async () =>
        new Response(
          JSON.stringify({
            profile: { displayName: 'Lead developer' },
            backstageIdentity: {
              token: 'token',
              expiresInSeconds,
              identity: { userEntityRef: 'user:default/lead-developer' },
            },
          }),
          { status },
        ),
    );

  const auth = () =>
    new ColleagueAuth({ getBaseUrl: async id => `http://portal/api/${id}` });

  afterEach(() => jest.restoreAllMocks());

  it('asks once for a session that lasts', async () => {
    const fetched = answers(3_600);
    const colleague = auth();
    await expect(colleague.getBackstageIdentity()).resolves.toMatchObject({
      identity: { userEntityRef: 'user:default/lead-developer' },
    });
    await expect(colleague.getProfile()).resolves.toEqual({
      displayName: 'Lead developer',
    });
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0][0]).toBe(
      'http://portal/api/auth/colleague/refresh',
    );
  });

  it('asks again before the session ends, and after leaving', async () => {
    const fetched = answers(30);
    const colleague = auth();
    await colleague.getBackstageIdentity();
    await colleague.getBackstageIdentity();
    expect(fetched).toHaveBeenCalledTimes(2);
    answers(3_600);
    await colleague.getBackstageIdentity();
    await colleague.signOut();
    await colleague.getBackstageIdentity();
    expect(fetched).toHaveBeenCalledTimes(4);
  });

  it('says that signing in is refused', async () => {
    answers(0, 404);
    await expect(auth().signIn()).rejects.toThrow('404');
  });
});
