// Runs before the npm scripts that run our TypeScript, on any Node since 12: there that would only be a syntax error.
const REQUIRED = 24;

/** The sentence for a Node that is too old (`version` like '20.19.0'), or null when it will do. */
function complaint(version) {
  if (Number.parseInt(version, 10) >= REQUIRED) return null;
  return `Belowline runs on Node ${REQUIRED}, which "npm ci" brings along, but this is Node ${version}: run "npm ci" once more, without --ignore-scripts.`;
}

module.exports = { complaint };

if (require.main === module) {
  const sentence = complaint(process.versions.node);
  if (sentence !== null) {
    console.error(sentence);
    process.exitCode = 1;
  }
}
