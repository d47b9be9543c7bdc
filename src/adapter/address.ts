/** Which network addresses lead to the open internet, and which into somebody's own house. */
import { BlockList, isIP } from "node:net";

/** IANA special-purpose registries (RFC 6890 and its updates): none of these is globally routable. */
const closedIpv4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carrier-grade translation
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, cloud metadata
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays, withdrawn
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
];

/** Of IPv6 only 2000::/3 is handed out; these parts of it are not open, or wrap an IPv4 address. */
const closedIpv6: readonly (readonly [string, number])[] = [
  ["2001::", 23], // protocol assignments, Teredo
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: carries any IPv4 address
  ["3fff::", 20], // documentation
];

const closed = new BlockList();
for (const [net, prefix] of closedIpv4) closed.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of closedIpv6) closed.addSubnet(net, prefix, "ipv6");
const handedOut = new BlockList();
handedOut.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an IP address (without brackets, in any notation `node:net` reads) is globally routable.
 * Everything else is refused: loopback, private, link-local, multicast, reserved, and the IPv6
 * forms that wrap an IPv4 address (::ffff:…, 64:ff9b::…, 2002:…), as well as what is no address.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  return family === 6 && handedOut.check(address, "ipv6") && !closed.check(address, "ipv6");
}
