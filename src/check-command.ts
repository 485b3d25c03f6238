import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from './content/compile.ts';
import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { readForm } from './content/form.ts';
import { readFiles } from './content/read-files.ts';
import { createExpert } from './conversation/expert.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { certificate } from './proof/certificate.ts';
import { checkExamples } from './proof/check-examples.ts';
import { checkProvenance } from './proof/check-provenance.ts';
import { checkRecord } from './proof/check-record.ts';
import { checkEconomy } from './proof/economy.ts';
import { Findings } from './proof/finding.ts';
import { type Located, locate } from './proof/locate.ts';
import { proveInThreads } from './prove-in-threads.ts';
import { readExamples, readRecord } from './record-files.ts';

/** How `daozhang check` is run. */
export interface CheckFlags {
  /** only the content as it is written, without the walk over every state */
  readonly quick: boolean;
  /** a file that the certificate is also written to, or null */
  readonly certificate: string | null;
}

/** `daozhang check`: every fault of dialogs/ and knowledge/ with its place, then the walk over every state of every
 * tree, with its certificate. Errors fail it, warnings do not. */
export async function checkCommand(place: Place, io: Io, flags: CheckFlags): Promise<Exit> {
  const files = await readFiles(place.root);
  const { content, faults } = compile(files);
  for (const fault of faults) io.out(`${formatFault(fault)}\n`);
  const proven = content === null || flags.quick ? null : await prove(content, place, readForm(files).sheets);
  for (const one of proven?.located ?? [])
    io.out(`${formatFault(one)}\n${one.talk.map((line) => `    ${line}\n`).join('')}`);
  const all = [...faults, ...(proven?.located ?? [])];
  const errors = all.filter((one) => one.severity === 'error').length;
  const total = `${errors} errors, ${all.length - errors} warnings\n`;
  if (proven !== null) io.out(proven.page);
  io.out(total);
  if (proven !== null && flags.certificate !== null) await keep(flags.certificate, `${proven.page}${total}`);
  return content === null || errors > 0 ? 1 : 0;
}

async function keep(file: string, page: string): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, page);
}

async function prove(
  content: Content,
  place: Place,
  sheets: Parameters<typeof locate>[1],
): Promise<{ readonly located: readonly Located[]; readonly page: string }> {
  const expert = createExpert(content);
  const { proof, economy } = await proveInThreads(expert, place);
  const findings = new Findings();
  findings.addAll(proof.findings);
  checkProvenance(content, Date.now(), findings);
  checkEconomy(expert, economy, findings);
  const shown = checkRecord(expert, await readRecord(place.root), findings);
  const examples = await readExamples(place.root, content);
  checkExamples(content, examples, findings);
  const { located, noted } = locate(findings.all(), sheets);
  const page = certificate(content, proof, economy, {
    findings: located.length,
    noted,
    shown,
    examples: examples.length,
  });
  return { located, page };
}
