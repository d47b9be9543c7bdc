/** A folder of its own for each test, gone afterwards. */
import { folderUntil } from "./left-behind.ts";

export function temporaryFolder(): string {
  return folderUntil("test", "test");
}
