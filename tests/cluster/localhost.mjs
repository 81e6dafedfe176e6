/** Names below `localhost` are this machine (RFC 6761, 6.3); browsers know it, Node asks the resolver, which may not. */
import dns from 'node:dns';

const known = dns.lookup;
dns.lookup = (name, ...rest) => known(name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest);
