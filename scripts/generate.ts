// Writes what follows from the code and the action files: the hosts of environments, and the lists of inputs, outputs and errors. With --check: fails when a file is stale.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { Document, isMap, parse, parseDocument, visit } from 'yaml';
import { authMethods } from '../src/oauth/credentials.ts';
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
  revoke: ['auto', 'true', 'false'],
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

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.trim().replaceAll('|', '\\|')))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** README.md, with the lists of inputs and outputs, which read on a phone. */
function withLists(text: string): string {
  const { inputs, outputs = {} } = actionIn(fresh['action.yml'] ?? '');
  const line = ([name, { description, default: value }]: [string, Input]): string =>
    `- \`${name}\`${value ? ` (\`${value}\`)` : ''}: ${description.trim()}`;
  const written = between(text, 'inputs', Object.entries(inputs).map(line).join('\n'));
  return between(written, 'outputs', Object.entries(outputs).map(line).join('\n'));
}

/** docs/network.md, with the hosts to allow. */
function withHosts(text: string): string {
  const rows = hosts.map(([name, host], index) => [`\`${name}\`${index ? '' : ' (default)'}`, `\`${host}\``]);
  rows.push(['with `token_url` or `issuer`', 'the host in it, instead of these']);
  return between(text, 'hosts', table(['`environment`', 'host'], rows));
}

/** docs/errors.md, with the list of its sections. */
function withSections(text: string): string {
  const [, ...parts] = text.split(/^<!-- group: (.+) -->$/m);
  const lists = new Map<string, string[]>();
  for (let index = 0; index < parts.length; index += 2) {
    const links = Array.from((parts[index + 1] ?? '').matchAll(/^## `(\w+)`$/gm), ([, code = '']) => `[${code}](#${code})`);
    lists.set(parts[index] ?? '', [...(lists.get(parts[index] ?? '') ?? []), ...links]);
  }
  const lines = Array.from(lists, ([group, links]) => `- ${group}: ${links.join(', ')}`);
  return between(text, 'list', [...lines, '- The [warnings](#warnings)'].join('\n'));
}

const current = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const fresh: Record<string, string> = Object.fromEntries(actionFiles.map((file) => [file, current(file)]));
fresh['action.yml'] = withServers(current('action.yml'));
for (const file of actionFiles) {
  const types = `${folderOf(file)}action-types.yml`;
  fresh[types] = withTypes(current(types), actionIn(fresh[file] ?? ''));
}
fresh['README.md'] = withLists(current('README.md'));
fresh['docs/network.md'] = withHosts(current('docs/network.md'));
fresh['docs/errors.md'] = withSections(current('docs/errors.md'));

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
