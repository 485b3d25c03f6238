import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  PasswordServiceClientCredentialFactory,
} from 'botframework-connector';
import type { TeamsSettings } from './settings.ts';

/** What callers have to prove and how we log in: tokens for our application, in one tenant. Without an application
 * nobody has to prove anything. */
export function authenticationFor({ app, cloud }: TeamsSettings): BotFrameworkAuthentication {
  const credentials = new PasswordServiceClientCredentialFactory(
    app?.id ?? '',
    app?.secret ?? '',
    app?.tenant ?? '',
  );
  const metadata = cloud?.metadataUrl;
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    AuthenticationConstants.ToChannelFromBotLoginUrl,
    AuthenticationConstants.ToChannelFromBotOAuthScope,
    cloud?.issuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
    AuthenticationConstants.OAuthUrl,
    metadata ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    metadata ?? AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    CALLER,
    credentials,
    { requiredEndorsements: [] },
  );
}

const CALLER = 'urn:botframework:azure';
