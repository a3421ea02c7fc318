import { rmSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';

/** A file for its owner alone (0600) that bears its name only once it is whole and on the disk; until then `.part` is added to it. */
export class PartFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** What an earlier attempt left is thrown away. @throws the file system's error */
  static async begin(path: string): Promise<PartFile> {
    const part = partOf(path);
    rmSync(part, { force: true });
    return new PartFile(path, await open(part, 'wx', 0o600));
  }

  async write(text: string): Promise<void> {
    await this.handle.writeFile(text);
  }

  /** Where it can be read until it is finished, as it is on the disk. */
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
