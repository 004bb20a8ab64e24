/**
 * The generated data for tests: from `dist/data` when it was built, else made once in a temporary folder.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue, tables } from '../../src/aws/catalogue.ts';
import { generateAwsData } from '../../src/aws/generate/generate.ts';
import { filesOf } from '../../src/aws/table.ts';
import type { ReadData } from '../../src/base/reader.ts';

const built = join(import.meta.dirname, '../../dist/data');
const isBuilt = Object.values(tables).every((name) => existsSync(join(built, filesOf(name).index)));
const folder = isBuilt ? built : mkdtempSync(join(tmpdir(), 'grantlint-aws-'));
if (!isBuilt) await generateAwsData(folder);

const texts = new Map<string, string>();

/** Reads a generated data file. */
export const readData: ReadData = (file, start, end) => {
  const text = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
  texts.set(file, text);
  return text.slice(start, end);
};

/** The catalogue of the generated data. */
export const catalogue = openCatalogue(readData);
