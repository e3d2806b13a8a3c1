package org.postroom.export.run;

import java.io.IOException;
import java.util.List;

/** Where exports are written to. */
public interface ObjectStore {
  /**
   * Begins to write an export's zip.
   *
   * @throws ExportBroken when the store does not take it
   */
  ObjectUpload begin(ExportOrder order) throws IOException;

  /** As {@link MailboxExports#abort}. */
  void abort(ExportOrder order, List<String> uploadIds) throws ExportFailed;

  /** As {@link MailboxExports#discard}. */
  void discard(ExportOrder order, List<String> uploadIds) throws ExportFailed;
}
