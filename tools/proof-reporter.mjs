/** A reporter of jest that writes down what the proof of each clause said (tools/proofs.mjs). */
import { basename } from 'node:path';
import { noteProofs } from './proofs.mjs';

const clauseOf = (file) => /[\\/]tests[\\/]charter[\\/]([^\\/]+)\.test\.ts$/.exec(file)?.[1];

export default class ProofReporter {
  /** A file that could not be loaded, or of which a part was left out, proves nothing either way. */
  onTestResult(_test, { testFilePath, testExecError, testResults, numPendingTests }) {
    const clause = clauseOf(testFilePath);
    if (!clause || testExecError || numPendingTests > 0 || testResults.length === 0) return;
    const failed = testResults.find(({ status }) => status === 'failed');
    const why = failed ? `${failed.title} (${basename(testFilePath)})` : null;
    const run = { at: new Date().toISOString(), outcome: failed ? 'failed' : 'proved', why };
    noteProofs((proofs) => {
      const known = proofs[clause] ?? {};
      // Red while it is broken on purpose is what must be; once mended, the run before it counts again.
      if (known.broken && failed) known.broken.why = why;
      else known.last = run;
      proofs[clause] = known;
    });
  }
}
