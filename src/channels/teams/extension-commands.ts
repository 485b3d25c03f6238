/** The message extension's command that searches knowledge and cases. */
export const SEARCH = 'search';
/** The message extension's action on a merchant's message. */
export const TRIAGE_MESSAGE = 'triageMessage';
