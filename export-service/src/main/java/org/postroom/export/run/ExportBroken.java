package org.postroom.export.run;

import java.io.IOException;

/**
 * An {@link ExportFailed} on its way through streams: whoever meets the trouble says what it is,
 * and nobody in between has to tell a broken source from a broken target.
 */
public final class ExportBroken extends IOException {
  private static final long serialVersionUID = 1;

  private final ExportFailed failure;

  public ExportBroken(ExportFailed failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  public ExportFailed failure() {
    return failure;
  }
}
