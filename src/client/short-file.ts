/**
 * A small file, read with bounds.
 */
import { constants, promises } from 'node:fs'; // not `node:fs/promises`: Node loads `promises` when it is used, which takes a millisecond

/** Why there is no text; `reason` is the system's name for it. */
interface Unread {
  readonly problem: 'missing' | 'unreadable' | 'too_large';
  readonly reason: string;
}

/**
 * The text of `file`, which has no more than `limit` bytes, or why not. A link is followed: Kubernetes keeps its tokens behind
 * some.
 */
export async function readShort(file: string, limit: number): Promise<string | Unread> {
  try {
    // A pipe would have it wait for a writer. (Windows has no such flag.)
    const handle = await promises.open(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      if (!(await handle.stat()).isFile()) return { problem: 'unreadable', reason: 'no file' };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit + 1));
      return bytesRead > limit ? { problem: 'too_large', reason: '' } : buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'missing' : 'unreadable', reason: code };
  }
}
