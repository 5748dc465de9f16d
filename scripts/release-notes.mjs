/**
 * Prints the notes of the release that a tag names, which stand in CHANGELOG.md. Fails when there are none, or when the tag is
 * not the version of package.json. Runs on whatever Node the machine has, so that a release is made without the code of
 * dependencies. Usage: node scripts/release-notes.mjs v1.2.3
 */
import { readFileSync } from 'node:fs';

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

if (tag !== `v${version}`) fail(`The tag is ${tag}, and the version in package.json is ${version}.`);
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const section = sections.find((text) => text.startsWith(`[${version}]`)) ?? '';
const notes = section.replace(/^.*\n/, '').trim();
if (notes === '') fail(`CHANGELOG.md has no section [${version}], or nothing in it.`);
console.log(withWholeLinks(notes));

/** What is linked from a release page starts there, not in the repository. */
function withWholeLinks(text) {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository = 'org/arkane-token-action' } =
    process.env;
  return text.replace(/\]\((?!https?:|#)/g, `](${server}/${repository}/blob/${tag}/`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
