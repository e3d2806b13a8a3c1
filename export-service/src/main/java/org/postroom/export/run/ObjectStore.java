package org.postroom.export.run;

import java.io.IOException;

/** Where exports are written to. */
public interface ObjectStore {
  /**
   * Begins to write an export's zip.
   *
   * @throws ExportBroken when the store does not take it
   */
  ObjectUpload begin(ExportOrder order) throws IOException;

  /** As {@link MailboxExports#discard}. */
  void discard(ExportOrder order) throws ExportFailed;
}
