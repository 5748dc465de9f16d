/**
 * What somebody meant who wrote a name that is not known: a guess only where it is close.
 */

/**
 * The one of `names` that `given` is but for case, `-`, `_`, and a letter or two in a long name; undefined where none is close.
 */
export function closest(given: string, names: readonly string[]): string | undefined {
  const letters = lettersOf(given);
  const near = names.flatMap((name) => {
    const away = distance(letters, lettersOf(name));
    return away <= tolerance(lettersOf(name)) ? [{ name, away }] : [];
  });
  return near.sort((a, b) => a.away - b.away)[0]?.name;
}

/** The only one of `names` that begins as `given` does, or that has it inside; undefined where there is none, or more. */
export function alike(given: string, names: readonly string[]): string | undefined {
  const letters = lettersOf(given);
  const found = names.filter((name) => {
    const whole = lettersOf(name);
    return letters.startsWith(whole.slice(0, 4)) || (letters.length >= 4 && whole.includes(letters));
  });
  return found.length === 1 ? found[0] : undefined;
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .slice(0, 40);
}

/** In a short name one letter makes another word. */
function tolerance({ length }: string): number {
  return length < 4 ? 0 : length < 6 ? 1 : 2;
}

/** The number of letters to add, drop, change, or swap with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
  const rows = Array.from({ length: from.length + 1 }, (_, i) => Array.from({ length: to.length + 1 }, (_, j) => (i ? i : j)));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= from.length; i++) {
    for (let j = 1; j <= to.length; j++) {
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1)];
      (rows[i] ?? [])[j] = Math.min(...ways, ...(swapped ? [at(i - 2, j - 2) + 1] : []));
    }
  }
  return at(from.length, to.length);
}
