// Writes what follows from the code and the action files: where an environment, an input, an output or an error stands a second
// time. With --check: fails when a file is stale.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { Document, isMap, parse, parseDocument, visit } from 'yaml';
import { authMethods } from '../src/oauth/credentials.ts';
import { revokeModes } from '../src/inputs/values.ts';
import { failures, type Entry } from '../src/report/texts.ts';
import { environments } from '../src/oauth/environments.ts';

interface Output {
  readonly description: string;
}
interface Input extends Output {
  readonly required?: boolean;
  readonly default?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, Input>>;
  /** `end/` has none. */
  readonly outputs?: Readonly<Record<string, Output>>;
}

/** The values that an input may have, where it may have but a few. */
const values: Readonly<Record<string, readonly string[]>> = {
  environment: Object.keys(environments),
  auth_method: authMethods,
  revoke: revokeModes,
};

const hosts = Object.entries(environments);
const actionFiles = globSync(['action.yml', '*/action.yml']).sort((a, b) => a.length - b.length);
const actionIn = (text: string): Action => parse(text) as Action;
/** The folder of an action file with a slash; empty for the root. */
const folderOf = (file: string): string => file.replace('action.yml', '');

/** `text` with `content` between the two comments of `name`. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`A file lacks ${start} ... ${end}`);
  return text.replace(new RegExp(`${start}.*${end}`, 's'), () => `${start}\n\n${content}\n\n${end}`);
}

/** action.yml, whose `environment` describes each server. */
function withServers(text: string): string {
  const document = parseDocument(text);
  const named = hosts.map(([name, host]) => `\`${name}\` (${host})`);
  const description = `The server of Arkane: ${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}.`;
  const input = document.getIn(['inputs', 'environment']);
  if (!isMap(input) || input.get('description') === description) return text;
  input.set('description', description);
  return document.toString({ lineWidth: 0 });
}

/** action-types.yml: a type that stands there stays; a new name gets that of its default. */
function withTypes(text: string, { inputs, outputs }: Action): string {
  const comment = /^(#.*\n)*/.exec(text)?.[0] ?? '';
  const known = (parse(text) ?? {}) as Record<'inputs' | 'outputs', Record<string, object> | undefined>;
  const typeOf = (name: string, given = ''): object => {
    if (values[name]) return { type: 'enum', 'allowed-values': values[name] };
    return { type: /^(true|false)$/.test(given) ? 'boolean' : /^\d+$/.test(given) ? 'integer' : 'string' };
  };
  const types = {
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [
        name,
        (values[name] ? undefined : known.inputs?.[name]) ?? typeOf(name, input.default),
      ]),
    ),
    ...(outputs && {
      outputs: Object.fromEntries(Object.keys(outputs).map((name) => [name, known.outputs?.[name] ?? { type: 'string' }])),
    }),
  };
  const document = new Document(types);
  visit(document, {
    Seq: (_, sequence) => {
      sequence.flow = true;
    },
  });
  return `${comment}${document.toString({ lineWidth: 0 })}`;
}

/** src/inputs/names.ts. */
function names(): string {
  const inputsOf = (file: string): Action['inputs'] => actionIn(fresh[file] ?? '').inputs;
  const all = actionFiles.map(
    (file) => `${folderOf(file).slice(0, -1) || 'main'}: ${JSON.stringify(Object.keys(inputsOf(file)))},`,
  );
  const unset = actionFiles.flatMap((file) => Object.values(inputsOf(file)).map((input) => input.default ?? ''));
  return `/**
 * The inputs of each action file. Written by \`npm run format\`.
 */
export const inputNames = {\n${all.join('\n')}\n} as const;

/** What an input has that nobody set: nothing, or its default. */
export const unset: readonly string[] = ${JSON.stringify([...new Set(unset)])};\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.trim().replaceAll('|', '\\|')))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inputRow([name, input]: [string, Input]): string[] {
  return [`\`${name}\``, input.required ? 'required' : input.default ? `\`${input.default}\`` : '', input.description];
}

/** README.md, with the tables of servers, and of the inputs and outputs of each action file. */
function withTables(text: string): string {
  const servers = hosts.map(([name, host], index) => [`\`${host}\``, index === 0 ? 'nothing' : `\`environment: ${name}\``]);
  const others = hosts.slice(1).map(([name]) => `\`${name}\``); // in the error that is quoted
  let written = between(text, 'environments', table(['Host', 'To set'], servers));
  written = written.replace(/(?<=another server need `environment` \().+?(?=\))/, others.join(', '));
  for (const file of actionFiles) {
    const { inputs, outputs } = actionIn(fresh[file] ?? '');
    const prefix = folderOf(file).replace('/', ' ');
    written = between(written, `${prefix}inputs`, table(['Input', 'Default', 'Meaning'], Object.entries(inputs).map(inputRow)));
    if (!outputs) continue;
    const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
    written = between(written, `${prefix}outputs`, table(['Output', 'Meaning'], rows));
  }
  return written;
}

/** docs/network.md, with the hosts to allow. */
function withHosts(text: string): string {
  const rows = hosts.map(([name, host], index) => [`\`${name}\`${index ? '' : ' (default)'}`, `\`${host}\``]);
  rows.push(['`token_url` is set', 'the host in it, on its port; the ones above are then not asked']);
  return between(text, 'hosts', table(['`environment`', 'host'], rows));
}

/** docs/errors.md, with the list of its sections and the title of each. */
function withTitles(text: string): string {
  const titles = new Map(Object.entries<Entry<never>>(failures).map(([id, { title = '' }]) => [id, title]));
  const titled = text.replace(/^## `(\w+)`\n\n\*\*[^*]+\.\*\*/gm, (section, code: string) =>
    titles.get(code) ? `## \`${code}\`\n\n**${titles.get(code) ?? ''}.**` : section,
  );
  const [, ...parts] = titled.split(/^<!-- group: (.+) -->$/m);
  const lists = new Map<string, string[]>();
  for (let index = 0; index < parts.length; index += 2) {
    const links = Array.from((parts[index + 1] ?? '').matchAll(/^## `(\w+)`$/gm), ([, code = '']) => `[${code}](#${code})`);
    lists.set(parts[index] ?? '', [...(lists.get(parts[index] ?? '') ?? []), ...links]);
  }
  const lines = Array.from(lists, ([group, links]) => `- ${group}: ${links.join(', ')}`);
  return between(titled, 'list', [...lines, '- The [warnings](#warnings)'].join('\n'));
}

const current = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const fresh: Record<string, string> = Object.fromEntries(actionFiles.map((file) => [file, current(file)]));
fresh['action.yml'] = withServers(current('action.yml'));
for (const file of actionFiles) {
  const types = `${folderOf(file)}action-types.yml`;
  fresh[types] = withTypes(current(types), actionIn(fresh[file] ?? ''));
}
fresh['src/inputs/names.ts'] = names();
fresh['README.md'] = withTables(current('README.md'));
fresh['docs/network.md'] = withHosts(current('docs/network.md'));
fresh['docs/errors.md'] = withTitles(current('docs/errors.md'));

for (const [file, text] of Object.entries(fresh)) {
  const written = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (written === current(file)) continue;
  if (process.argv.includes('--check')) {
    console.error(`${file} is stale: run npm run format and commit what it changes.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, written);
    console.log(file);
  }
}
