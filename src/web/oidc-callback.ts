/** The path the provider sends the browser back to. */
export const OIDC_CALLBACK = '/api/v1/session/oidc/callback';
