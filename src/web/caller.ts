import { BlockList, isIP } from 'node:net';

/** Which addresses are proxies of ours. */
export type Proxies = (address: string) => boolean;

/** So many addresses are remembered; then all are forgotten. */
const MEMORY = 1_000;

/** Reads addresses and networks like 10.0.0.7 or 172.16.0.0/12; null where one is none. */
export function proxiesFrom(places: readonly string[]): Proxies | null {
  const list = new BlockList();
  for (const place of places) if (!addTo(list, place)) return null;
  return remembered((address) => isIP(address) !== 0 && list.check(address, familyOf(address)));
}

// A proxy is asked for at every request, and looking it up in the list takes as long as reading the request's head.
function remembered(isProxy: Proxies): Proxies {
  const known = new Map<string, boolean>();
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    if (known.size >= MEMORY) known.clear();
    const found = isProxy(address);
    known.set(address, found);
    return found;
  };
}

function addTo(list: BlockList, place: string): boolean {
  const [net = '', prefix] = place.split('/');
  if (isIP(net) === 0) return false;
  const longest = isIP(net) === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > longest) return false;
  list.addSubnet(net, bits, familyOf(net));
  return true;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}

/** Who calls: the address at the other end or, where that is a proxy of ours, the last one that it was told and that is
 * none. Whatever stands before may be invented by the caller. */
export function callerAddress(peer: string, forwarded: string | null, isProxy: Proxies): string {
  let address = plain(peer);
  const chain = (forwarded ?? '').split(',').map((part) => plain(part.trim()));
  while (isProxy(address)) {
    const before = chain.pop();
    if (before === undefined || isIP(before) === 0) return address;
    address = before;
  }
  return address;
}

// An IPv4 address as a socket for both families shows it.
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
