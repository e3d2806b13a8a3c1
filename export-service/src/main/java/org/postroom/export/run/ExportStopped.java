package org.postroom.export.run;

/** The export ended early because it was told to; nothing of it is left. */
public final class ExportStopped extends Exception {
  private static final long serialVersionUID = 1;

  public ExportStopped() {
    super("the export was stopped", null, false, false);
  }
}
