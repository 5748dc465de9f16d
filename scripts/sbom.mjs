/**
 * Cuts the bill of materials of npm down to what is in dist/: to npm all dependencies are for development, since they are built
 * in. Runs on whatever Node the machine has. Usage: npm sbom --sbom-format cyclonedx --package-lock-only | node scripts/sbom.mjs
 */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const sbom = JSON.parse(await text(process.stdin));
const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const { GITHUB_REPOSITORY: repository = 'org/arkane-token-action' } = process.env;

/** The packages in dist/, as `name@version`: each has its license there. */
const bundled = Array.from(
  readFileSync('dist/lib/licenses.txt', 'utf8').matchAll(/^(\S+)\n(\d\S*), /gm),
  ([, name, version]) => `${name}@${version}`,
);
const components = sbom.components.filter((component) => bundled.includes(component['bom-ref']));
const missing = bundled.filter((ref) => !components.some((component) => component['bom-ref'] === ref));
if (bundled.length === 0 || missing.length > 0) {
  console.error(`package-lock.json does not have what dist/lib/licenses.txt names: ${missing.join(', ') || 'nothing is named'}.`);
  process.exit(1);
}

const action = sbom.metadata.component;
const refs = [action['bom-ref'], ...bundled];
const cut = {
  ...sbom,
  // npm takes it for a package of its own, which is not built yet.
  metadata: {
    ...sbom.metadata,
    lifecycles: [{ phase: 'build' }],
    component: { ...action, type: 'application', name, purl: `pkg:github/${repository}@v${action.version}`, properties: [] },
  },
  components: components.map((component) => ({ ...component, scope: 'required', properties: [] })),
  dependencies: sbom.dependencies
    .filter(({ ref }) => refs.includes(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.includes(each)) })),
};
console.log(JSON.stringify(cut, null, 2));
