import { rmSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';

/**
 * A file, readable by its owner alone (0600), that gets its name only once it is complete and on the disk; until then the name ends in
 * `.part`.
 */
export class PartFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Opens a new file and overwrites what an earlier attempt left. @throws the file system's error */
  static async begin(path: string): Promise<PartFile> {
    const part = partOf(path);
    rmSync(part, { force: true });
    return new PartFile(path, await open(part, 'wx', 0o600));
  }

  async write(text: string): Promise<void> {
    await this.handle.writeFile(text);
  }

  /** The path at which the file can be read before it is finished; everything is synced to the disk. */
  async written(): Promise<string> {
    await this.handle.sync();
    return partOf(this.path);
  }

  async finish(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
    await rename(partOf(this.path), this.path);
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    rmSync(partOf(this.path), { force: true });
  }
}

const partOf = (path: string): string => `${path}.part`;
