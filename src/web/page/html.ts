import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A page with its own style and script, both allowed by their hash and nothing else. */
export interface Page {
  readonly language: string;
  readonly title: string;
  /** for search engines and link previews */
  readonly description: string;
  /** of the html element */
  readonly className: string;
  /** HTML */
  readonly body: string;
  readonly style: string;
  readonly script: string;
  /** what the script reads from the page; null where there is nothing to read */
  readonly data: object | null;
  /** sites that may show the page in a frame, as CSP host sources; none: it stands alone */
  readonly frames: readonly string[];
}

/** Text as it may stand in HTML, also inside quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The page as a response, packed where the browser can unpack it: phones wait for every kilobyte. */
export function htmlResponse(page: Page, request: Request): Response {
  const frames = page.frames.length === 0 ? "'none'" : ["'self'", ...page.frames].join(' ');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(page.script)}'`,
    `style-src '${hashOf(page.style)}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frames}`,
  ].join('; ');
  const packed = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const headers: Record<string, string> = {
    Vary: 'Accept-Encoding',
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    // With no-referrer a browser would not say where its forms come from.
    'Referrer-Policy': 'same-origin',
  };
  const html = Buffer.from(htmlOf(page));
  if (!packed) return new Response(html, { headers });
  return new Response(gzipSync(html), { headers: { ...headers, 'Content-Encoding': 'gzip' } });
}

function htmlOf({ language, title, description, className, body, style, script, data }: Page): string {
  return `<!doctype html>
<html lang="${language}"${className === '' ? '' : ` class="${className}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
${data === null ? '' : `<script type="application/json" id="data">${jsonInHtml(data)}</script>`}
${script === '' ? '' : `<script>${script}</script>`}
</body>
</html>
`;
}

// "</script>" must not end the element early.
function jsonInHtml(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
