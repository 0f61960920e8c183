// Imported first by every script: says plainly what is wrong when the machine's own, too old Node runs it. `npm run` puts the
// project's Node first on the PATH on Linux x64; elsewhere, and for a bare `node script`, it is the developer's.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Quotemark needs Node 22.18 or later; this is ${process.version}.\n` +
      'Run `npm install`, then start the scripts through npm (npm start, npm test): it brings its own Node on Linux x64.',
  );
  process.exit(1);
}
