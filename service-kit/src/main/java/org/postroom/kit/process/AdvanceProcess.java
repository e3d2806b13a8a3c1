package org.postroom.kit.process;

import org.postroom.kit.command.InternalCommandType;

/** It is time for this attempt of a process, or for its end. */
record AdvanceProcess(String processId, int attempt) {
  static final InternalCommandType<AdvanceProcess> TYPE =
      InternalCommandType.of("AdvanceProcess", AdvanceProcess.class);
}
