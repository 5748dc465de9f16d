// Writes the tables of inputs, outputs and servers in README.md from the action files and the code. With --check: fails when they are stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { environments } from '../src/server/environments.ts';

/** The action files, and what stands before `inputs` and `outputs` in their markers. */
const actions = [
  ['action.yml', ''],
  ['unseal/action.yml', 'unseal '],
  ['end/action.yml', 'end '],
] as const;

interface Input {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs?: Readonly<Record<string, Pick<Input, 'description'>>>;
}

function table(heads: readonly string[], rows: readonly string[][]): string {
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.trim().replaceAll('|', '\\|')))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inputRow([name, input]: [string, Input]): string[] {
  return [`\`${name}\``, input.required ? 'required' : input.default ? `\`${input.default}\`` : '', input.description];
}

/** `text` with `content` between the markers of `name`. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, ...rest] = text.split(start);
  const after = rest.join(start).split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks ${start} ... ${end}`);
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}

const current = readFileSync('README.md', 'utf8');
let fresh = current;
for (const [file, prefix] of actions.filter(([file]) => existsSync(file))) {
  const { inputs, outputs = {} } = parse(readFileSync(file, 'utf8')) as Action;
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  fresh = between(fresh, `${prefix}inputs`, table(['Input', 'Default', 'Meaning'], Object.entries(inputs).map(inputRow)));
  if (outputRows.length > 0) fresh = between(fresh, `${prefix}outputs`, table(['Output', 'Meaning'], outputRows));
}
const servers = Object.entries(environments).map(([name, host], index) => [
  `\`${host}\``,
  index === 0 ? 'nothing' : `\`environment: ${name}\``,
]);
fresh = between(fresh, 'environments', table(['Host', 'To set'], servers));
// The error that is quoted names the other servers.
const others = Object.keys(environments).slice(1);
fresh = fresh.replace(/(?<=another server need `environment` \().+?(?=\))/, others.map((name) => `\`${name}\``).join(', '));
fresh = await format(fresh, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });

if (fresh !== current) {
  if (!process.argv.includes('--check')) {
    writeFileSync('README.md', fresh);
    console.log('README.md');
  } else {
    console.error('The tables in README.md are stale: run npm run format and commit what it changes.');
    process.exitCode = 1;
  }
}
