import { compile } from './content/compile.ts';
import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { readForm } from './content/form.ts';
import { readFiles } from './content/read-files.ts';
import { createExpert } from './conversation/expert.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { certificate } from './proof/certificate.ts';
import { checkProvenance } from './proof/check-provenance.ts';
import { checkEconomy } from './proof/economy.ts';
import { Findings } from './proof/finding.ts';
import { type Located, locate } from './proof/locate.ts';
import { proveInThreads } from './prove-in-threads.ts';

/** `daozhang check`: every fault of dialogs/ and knowledge/, with its place; `proof`: the walk over every state of
 * every tree as well, with its certificate. Errors fail it, warnings do not. */
export async function checkCommand(place: Place, io: Io, { proof }: { proof: boolean }): Promise<Exit> {
  const files = await readFiles(place.root);
  const { content, faults } = compile(files);
  for (const fault of faults) io.out(`${formatFault(fault)}\n`);
  const findings: readonly Located[] =
    content === null || !proof ? [] : await prove(content, place, io, readForm(files).sheets);
  const all = [...faults, ...findings];
  const errors = all.filter((one) => one.severity === 'error').length;
  io.out(`${errors} errors, ${all.length - errors} warnings\n`);
  return content === null || errors > 0 ? 1 : 0;
}

async function prove(
  content: Content,
  place: Place,
  io: Io,
  sheets: Parameters<typeof locate>[1],
): Promise<readonly Located[]> {
  const expert = createExpert(content);
  const { proof, economy } = await proveInThreads(expert, place);
  const findings = new Findings();
  findings.addAll(proof.findings);
  checkProvenance(content, Date.now(), findings);
  checkEconomy(expert, economy, findings);
  const { located, noted } = locate(findings.all(), sheets);
  for (const one of located)
    io.out(`${formatFault(one)}\n${one.talk.map((line) => `    ${line}\n`).join('')}`);
  io.out(certificate(content, proof, economy, { findings: located.length, noted }));
  return located;
}
