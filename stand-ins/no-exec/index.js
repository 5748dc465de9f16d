// Replaces @actions/exec: @actions/core needs it in `platform` alone, which this action never calls. It starts no program.
export function getExecOutput() {
  throw new Error('@actions/exec is not part of this action');
}
