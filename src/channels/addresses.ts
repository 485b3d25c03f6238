import { z } from 'zod';

/** Another place for a platform's interface: a test on this machine, nothing else. */
export const loopbackAddress = z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ });

/** Where merchants reach this server; absent: they get no links to it. */
export const publicAddress = z.url({ protocol: /^https$/ }).optional();
