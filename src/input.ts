import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { Io } from './io.ts';

/** A text that was read, or one sentence on why it was not. */
export type Input =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Reads a file, or standard input where none is named. */
export async function readInput(file: string | undefined, io: Io): Promise<Input> {
  if (file === undefined || file === '-') return { ok: true, text: await allLines(io) };
  try {
    return { ok: true, text: await readFile(file, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return { ok: false, message: `there is no file ${file}` };
    return { ok: false, message: `cannot read ${file} (${code ?? error})` };
  }
}

async function allLines(io: Io): Promise<string> {
  const lines: string[] = [];
  for await (const line of io.lines()) lines.push(line);
  return lines.join('\n');
}

/** A line of a JSONL file as the schema reads it; `fault` says where and what is wrong with it. */
export type Row<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: string; readonly id: string | null };

/** The lines of a JSONL text that are not empty. */
export function rowsOf<T>(text: string, schema: z.ZodType<T>): Row<T>[] {
  return text
    .split('\n')
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => rowOf(line, number, schema));
}

function rowOf<T>(line: string, number: number, schema: z.ZodType<T>): Row<T> {
  const parsed = parse(line);
  if (parsed === undefined) return { ok: false, fault: `line ${number}: not valid JSON`, id: null };
  const read = schema.safeParse(parsed);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') ?? '';
  const fault = `line ${number}: ${place === '' ? 'the line' : `"${place}"`}: ${issue?.message ?? 'invalid'}`;
  return { ok: false, fault, id: idOf(parsed) };
}

function idOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
