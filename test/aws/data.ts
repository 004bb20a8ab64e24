/**
 * The generated data for tests: from `dist/data` when it was built, else made once in a temporary folder.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFiles, openCatalogue } from '../../src/aws/catalogue.ts';
import { generateAwsData } from '../../src/aws/generate/generate.ts';
import type { ReadData } from '../../src/base/reader.ts';

const built = join(import.meta.dirname, '../../dist/data');
const isBuilt = Object.values(dataFiles).every((file) => existsSync(join(built, file)));
const folder = isBuilt ? built : mkdtempSync(join(tmpdir(), 'grantlint-aws-'));
if (!isBuilt) await generateAwsData(folder);

/** Reads a generated data file. */
export const readData: ReadData = (file) => readFileSync(join(folder, file), 'utf8');

/** The catalogue of the generated data. */
export const catalogue = openCatalogue(readData);
