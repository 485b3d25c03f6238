import { say } from '../../conversation/wording.ts';
import type { Service } from '../service.ts';

/** The script for other sites: a button that opens the chat in a frame, or in a new window where the site is not one
 * that may frame it. It sets styles by property only, so that it runs under strict policies. */
export function embedScript(service: Service): Response {
  const { content } = service.desk.advisor.expert;
  const title = JSON.stringify(say(content, 'page_title'));
  const hosts = JSON.stringify(service.embedHosts);
  const headers = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'public, max-age=300',
  };
  return new Response(`(${OPENER})(${title}, ${hosts});\n`, { headers });
}

const OPENER = `function (title, hosts) {
  var home = new URL('/?embed', document.currentScript.src).href;
  var allowed = hosts.some(function (host) {
    var parts = /^(https?:\\/\\/)?(.*)$/.exec(host.toLowerCase());
    if (parts[1] && parts[1] !== location.protocol + '//') return false;
    if (parts[2].slice(0, 2) !== '*.') return parts[2] === location.host || parts[2] === location.hostname;
    return location.host.slice(-(parts[2].length - 1)) === parts[2].slice(1);
  });
  function style(element, rules) {
    for (var name in rules) element.style[name] = rules[name];
    return element;
  }
  var button = style(document.createElement('button'), {
    position: 'fixed', right: '16px', bottom: '16px', zIndex: 2147483000, minHeight: '48px', padding: '0 20px',
    border: '0', borderRadius: '24px', background: '#0b57d0', color: '#fff', font: '600 17px system-ui, sans-serif',
    boxShadow: '0 4px 16px rgba(0, 0, 0, .3)', cursor: 'pointer'
  });
  button.type = 'button';
  button.textContent = title;
  var frame = null;
  button.onclick = function () {
    if (!allowed) {
      window.open(home.replace('/?embed', '/'), '_blank', 'noopener');
      return;
    }
    if (frame === null) {
      frame = style(document.createElement('iframe'), {
        position: 'fixed', right: '0', bottom: '76px', zIndex: 2147483000, width: 'min(400px, 100vw)',
        height: 'min(680px, calc(100vh - 84px))', border: '1px solid #d3d9e0', borderRadius: '16px', background: '#fff'
      });
      frame.title = title;
      frame.src = home;
      document.body.appendChild(frame);
    } else {
      frame.hidden = !frame.hidden;
    }
    button.setAttribute('aria-expanded', String(!frame.hidden));
  };
  function show() { document.body.appendChild(button); }
  if (document.body) show(); else document.addEventListener('DOMContentLoaded', show);
}`;
