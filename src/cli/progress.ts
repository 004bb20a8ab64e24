/**
 * Progress on a terminal, for scans that take long: one line that is rewritten, gone when the documents are done.
 */
import { grouped } from '../base/layout.ts';
import type { DocumentSubject, Extraction } from '../subject/types.ts';
import type { World } from './world.ts';

/** Milliseconds before anything is told, and between two lines. */
const patience = 1500;
const step = 5000;

/** The extraction with its documents counted as they stream by. */
export function watched(extraction: Extraction, world: World): Extraction {
  return { ...extraction, documents: () => counted(extraction, world) };
}

function* counted(extraction: Extraction, world: World): Iterable<DocumentSubject> {
  let seen = 0;
  let told = false;
  const start = world.now();
  for (const document of extraction.documents()) {
    yield document;
    seen++;
    if (seen % step !== 0 || world.now() - start < patience) continue;
    world.err(`\r${grouped(seen)} policy documents judged …`);
    told = true;
  }
  if (told) world.err('\r\u001b[K');
}
