// Runs before the npm scripts that run our TypeScript, on any Node since 12: an old one would only report a syntax error.
const REQUIRED = 24;
const RECOMMENDED = 26;

/** What is wrong with a Node `version` such as '20.19.0' in one sentence; null when it is new enough. */
function complaint(version) {
  if (Number.parseInt(version, 10) >= REQUIRED) return null;
  return `Belowline needs Node ${REQUIRED} or newer, but this is Node ${version}: run "npm ci", and where that brings no Node, install Node ${RECOMMENDED} from https://nodejs.org.`;
}

module.exports = { complaint };

if (require.main === module) {
  const sentence = complaint(process.versions.node);
  if (sentence !== null) {
    console.error(sentence);
    process.exitCode = 1;
  }
}
