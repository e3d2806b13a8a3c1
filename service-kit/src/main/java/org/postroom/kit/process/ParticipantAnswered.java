package org.postroom.kit.process;

import org.postroom.kit.command.InternalCommandType;

/** A participant confirmed a process ({@code refusal} is null) or refused it. */
record ParticipantAnswered(String processId, String participant, String refusal) {
  static final InternalCommandType<ParticipantAnswered> TYPE =
      InternalCommandType.of("ParticipantAnswered", ParticipantAnswered.class);
}
