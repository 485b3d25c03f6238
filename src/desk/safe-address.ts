import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Hosts, or hosts with a port, that the operator lets us reach whatever their address is. */
export type Allowed = readonly string[];

/** IPv4 that is not of the public internet: this host, private, carrier, loopback, link-local (cloud metadata),
 * documentation, benchmark, multicast, reserved. */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** IPv6 of the public internet, without what carries an IPv4 address inside or is for documents. */
const PUBLIC_6 = ['2000::', 3] as const;
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [net, prefix] of NOT_PUBLIC) blocked.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NOT_PUBLIC_6) blocked.addSubnet(net, prefix, 'ipv6');
const public6 = new BlockList();
public6.addSubnet(...PUBLIC_6, 'ipv6');

/** Whether an IP address is one of the public internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !blocked.check(address, 'ipv4');
  return isIP(address) === 6 && public6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

/** Why nothing is sent to an address; null where it may be. Names are looked at when it is sent. */
export function addressFault(text: string, allowed: Allowed): string | null {
  if (!URL.canParse(text)) return 'this is no address';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return 'the address must hold neither a password nor a #';
  }
  if (isAllowed(url, allowed)) return /^https?:$/.test(url.protocol) ? null : 'the address needs https';
  if (url.protocol !== 'https:') return 'the address needs https';
  const host = bare(url);
  if (isIP(host) !== 0 && !isPublic(host)) return NOT_REACHABLE;
  return /(^|\.)(localhost|local|internal)\.?$/.test(host) ? NOT_REACHABLE : null;
}

/** Looks a name up for one connection. The address that is checked is the one that is connected to, so that a name
 * cannot point elsewhere in between. */
export function safeLookup(url: URL, allowed: Allowed): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '', 0);
      const safe = isAllowed(url, allowed) || addresses.every(({ address }) => isPublic(address));
      const [first] = addresses;
      if (!safe || first === undefined) return done(new Error(NOT_REACHABLE), '', 0);
      if (options.all === true) return done(null, [...addresses]);
      done(null, first.address, first.family);
    });
  };
}

const NOT_REACHABLE =
  'the address is none of the public internet: the operator can allow it with DAOZHANG_WEBHOOK_ALLOW';

function isAllowed(url: URL, allowed: Allowed): boolean {
  const port = url.port === '' ? { 'https:': '443', 'http:': '80' }[url.protocol] : url.port;
  return allowed.includes(bare(url)) || allowed.includes(`${url.hostname}:${port}`);
}

// [::1] → ::1
function bare({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
