// Opens a ticket in another help desk for every case that goes to a person. Takes daozhang's webhooks, checks their
// signature, and posts each case once. Settings: WEBHOOK_SECRET (as POST /api/v1/webhooks showed it), TICKET_URL,
// PORT (8088), TICKET_TOKEN (sent as a bearer token, where the other desk wants one).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { WEBHOOK_SECRET = '', TICKET_URL = '', TICKET_TOKEN = '', PORT = '8088' } = process.env;
const KEY = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64');
/** A message that is older was recorded by somebody and is sent again. */
const OLDEST_S = 300;

const server = createServer(async (request, response) => {
  const body = await textOf(request);
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const { id, type, data } = JSON.parse(body);
  if (type !== 'case.opened') return response.writeHead(204).end();
  // The other desk has to take the same key twice for the same ticket; what fails here comes again later.
  const opened = await openTicket(id, data.caseId).catch(() => false);
  response.writeHead(opened ? 204 : 503).end();
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`listens on ${server.address().port}`));

function isGenuine(headers, body) {
  const id = headers['webhook-id'];
  const at = headers['webhook-timestamp'];
  if (Math.abs(Date.now() / 1_000 - Number(at)) > OLDEST_S) return false;
  const expected = Buffer.from(
    `v1,${createHmac('sha256', KEY).update(`${id}.${at}.${body}`).digest('base64')}`,
  );
  return String(headers['webhook-signature'] ?? '')
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}

async function openTicket(key, caseId) {
  const response = await fetch(TICKET_URL, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      ...(TICKET_TOKEN === '' ? {} : { Authorization: `Bearer ${TICKET_TOKEN}` }),
    },
    body: JSON.stringify({ subject: `daozhang ${caseId}`, externalId: caseId }),
  });
  return response.ok;
}

async function textOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
