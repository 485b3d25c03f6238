import { randomBytes } from 'node:crypto';
import type { Content } from '../../content/content.ts';
import { say } from '../../conversation/wording.ts';
import type { ConsoleAsset, ConsoleSource } from '../console-source.ts';
import { refuse } from '../refusal.ts';
import { NO_PATH } from '../refusals.ts';
import { escapeHtml } from './html.ts';

/** A name of an asset changes with its content, so that nobody has to ask again. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The agents' page; `elsewhere`: one can log in at another place, too. Its style sheets are allowed by a number that is good for this one answer: the component
 * library writes them in the browser. */
export function consolePage(
  content: Content,
  { script, style, preload }: ConsoleSource,
  elsewhere: boolean,
): Response {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const links = preload.map((name) => `<link rel="modulepreload" href="/console/assets/${name}">`).join('\n');
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<title>${escapeHtml(say(content, 'agent_title'))}</title>
<link rel="stylesheet" href="/console/assets/${style}">
${links}
</head>
<body>
<div id="console"${elsewhere ? ' data-elsewhere' : ''}></div>
<noscript>${escapeHtml(say(content, 'agent_no_script'))}</noscript>
<script type="module" src="/console/assets/${script}" nonce="${nonce}"></script>
</body>
</html>
`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'same-origin',
  };
  return new Response(html, { headers });
}

/** A file of the agents' page by its name. */
export function consoleAsset({ assets }: ConsoleSource, name: string, request: Request): Response {
  const asset = assets.get(name);
  if (asset === undefined) return refuse(NO_PATH);
  const headers = { 'Content-Type': asset.type, 'Cache-Control': FOR_EVER, Vary: 'Accept-Encoding' };
  return bodyFor(asset, request, headers);
}

function bodyFor(asset: ConsoleAsset, request: Request, headers: Record<string, string>): Response {
  const packed = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!packed) return new Response(asset.plain, { headers });
  return new Response(asset.packed, { headers: { ...headers, 'Content-Encoding': 'gzip' } });
}
