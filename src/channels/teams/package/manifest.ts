import type { Content } from '../../../content/content.ts';
import { say } from '../../../conversation/wording.ts';
import { SEARCH, TRIAGE_MESSAGE } from '../extension-commands.ts';

/** For whom a package is made. */
export interface PackageFor {
  /** the bot's application id */
  readonly appId: string;
  /** where the server is reached, with https */
  readonly url: string;
  /** of the program */
  readonly version: string;
  /** who runs it, as Teams shows it */
  readonly developer: string;
}

/** The manifest of the Teams app, schema 1.17. */
export function manifestOf(content: Content, { appId, url, version, developer }: PackageFor): unknown {
  const word = (id: string) => say(content, id);
  const command = (title: string, description: string) => ({
    title: word(title),
    description: word(description),
  });
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version,
    id: appId,
    developer: {
      name: developer,
      websiteUrl: url,
      privacyUrl: new URL('/privacy', url).href,
      termsOfUseUrl: new URL('/privacy', url).href,
    },
    name: { short: word('page_title'), full: word('page_title') },
    description: { short: word('page_tagline'), full: word('greeting') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#16775C',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          {
            scopes: ['personal', 'team', 'groupChat'],
            commands: [
              command('teams_command_triage', 'teams_command_triage_about'),
              command('teams_command_cases', 'teams_command_cases_about'),
              command('teams_command_notices', 'teams_command_notices_about'),
              command('teams_command_help', 'teams_command_help_about'),
            ],
          },
        ],
      },
    ],
    composeExtensions: [{ botId: appId, commands: [searchCommand(word), triageCommand(word)] }],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(url).host],
  };
}

function searchCommand(word: (id: string) => string): unknown {
  return {
    id: SEARCH,
    type: 'query',
    title: word('teams_search'),
    description: word('teams_search_about'),
    context: ['compose', 'commandBox'],
    parameters: [{ name: 'query', title: word('teams_search'), description: word('teams_search_about') }],
  };
}

function triageCommand(word: (id: string) => string): unknown {
  return {
    id: TRIAGE_MESSAGE,
    type: 'action',
    title: word('teams_triage_message'),
    description: word('teams_triage_message_about'),
    context: ['message'],
    fetchTask: true,
  };
}
