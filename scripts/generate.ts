// Writes what follows from the code and the action files: the hosts of environments, types, and the lists of inputs, outputs and
// errors. With --check: fails where a file is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { parse, parseDocument, stringify } from 'yaml';
import { authMethods } from '../src/oauth/credentials.ts';
import { environments } from '../src/oauth/environments.ts';

type Entries = Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
/** `end/` has no outputs. */
type Action = Readonly<{ inputs: Entries; outputs?: Entries }>;
/** By `inputs` or `outputs`, and name. */
type Types = Partial<Record<string, Record<string, object>>>;

const hosts = Object.entries(environments);
const values: Readonly<Record<string, readonly string[]>> = { environment: Object.keys(environments), auth_method: authMethods };

const current = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** `text` with `lines` between the two comments of `name`. */
function between(text: string, name: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`A file lacks ${start} ... ${end}`);
  return text.replace(new RegExp(`${start}.*${end}`, 's'), () => [start, '', ...lines, '', end].join('\n'));
}

/** action.yml, whose `environment` describes each server. */
function withServers(text: string): string {
  const document = parseDocument(text);
  const path = ['inputs', 'environment', 'description'];
  const named = hosts.map(([name, host]) => `\`${name}\` (${host})`);
  const description = `The server of Arkane: ${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}.`;
  if (document.getIn(path) === description) return text;
  document.setIn(path, description);
  return document.toString({ lineWidth: 0 });
}

/** action-types.yml: a type that is there stays; what is new gets that of its default. */
function withTypes(text: string, { inputs, outputs = {} }: Action): string {
  const [comment = ''] = /^(#.*\n)*/.exec(text) ?? [];
  const known = (parse(text) ?? {}) as Types;
  const typeOf = (value = ''): string => (/^(true|false)$/.test(value) ? 'boolean' : /^\d+$/.test(value) ? 'integer' : 'string');
  const types: Types = {};
  for (const [kind, entries] of Object.entries({ inputs, outputs }))
    for (const [name, entry] of Object.entries(entries))
      (types[kind] ??= {})[name] = values[name]
        ? { type: 'enum', 'allowed-values': values[name] }
        : (known[kind]?.[name] ?? { type: typeOf(entry.default) });
  return comment + stringify(types, { lineWidth: 0 });
}

/** A list that reads on a phone. */
function list(entries: Entries = {}): string[] {
  return Object.entries(entries).map(
    ([name, { description, default: value }]) => `- **\`${name}\`**${value ? ` (\`${value}\`)` : ''}: ${description.trim()}`,
  );
}

/** docs/network.md, with the hosts to allow. */
function withHosts(text: string): string {
  const rows = hosts.map(([name, host], index) => `| \`${name}\`${index ? '' : ' (default)'} | \`${host}\` |`);
  const last = '| with `token_url` or `issuer` | the host in it, instead of these |';
  return between(text, 'hosts', ['| `environment` | host |', '| --- | --- |', ...rows, last]);
}

/** docs/errors.md, with the list of its sections by group. */
function withSections(text: string): string {
  const groups: string[] = [];
  for (const [, group, code = ''] of text.matchAll(/^<!-- group: (.+) -->$|^## `(\w+)`$/gm))
    if (group) groups.push(`- ${group}:`);
    else groups.push(`${groups.pop() ?? ''} [${code}](#${code}),`);
  return between(text, 'list', [...groups.map((line) => line.replace(/,$/, '')), '- The [warnings](#warnings)']);
}

const fresh: Record<string, string> = { 'action.yml': withServers(current('action.yml')) };
const action = parse(fresh['action.yml'] ?? '') as Action;
for (const folder of ['', 'unseal/', 'end/'])
  fresh[`${folder}action-types.yml`] = withTypes(
    current(`${folder}action-types.yml`),
    folder ? (parse(current(`${folder}action.yml`)) as Action) : action,
  );
fresh['README.md'] = between(between(current('README.md'), 'inputs', list(action.inputs)), 'outputs', list(action.outputs));
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
