/** Who speaks for Slack itself. */
export const slackbotId = 'USLACKBOT';
