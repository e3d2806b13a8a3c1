package org.postroom.export.organization.application;

import org.postroom.kit.command.InternalCommandType;

/** Cancel the exports of an organization that is being deleted. */
record CancelExports() {
  static final InternalCommandType<CancelExports> TYPE =
      InternalCommandType.of("export.CancelExports", CancelExports.class);
}
