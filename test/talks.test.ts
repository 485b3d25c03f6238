import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../src/desk/advisor.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { playTalk } from './support/talk.ts';

const FOLDER = path.join(import.meta.dirname, 'talks');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const wanted = process.env.TALK;

/** A text message of the narrowest channel, in bytes. */
const NARROWEST = 2_048;

describe('real talks', () => {
  let advisor: Advisor;
  beforeAll(async () => {
    advisor = await shippedAdvisor();
  }, 120_000);

  test.each(files)('%s goes as written, and every reply fits the narrowest channel', (file) => {
    const heard = playTalk(advisor, readFileSync(path.join(FOLDER, file), 'utf8'));
    const talk = [heard.title, ...heard.spoken].join('\n');
    if (wanted !== undefined && file.includes(wanted)) console.info(talk);
    const long = heard.replies.filter((reply) => Buffer.byteLength(reply.text) > NARROWEST);
    expect([...heard.faults, ...long.map((reply) => `too long: ${reply.text}`)], talk).toEqual([]);
  });

  test('every seed document has its talk', () => {
    const seeds = files.map(
      (file) => readFileSync(path.join(FOLDER, file), 'utf8').match(/^seed: (S\d)$/m)?.[1],
    );
    expect(['S0', 'S1', 'S2', 'S3', 'S4'].filter((seed) => !seeds.includes(seed))).toEqual([]);
  });
});
