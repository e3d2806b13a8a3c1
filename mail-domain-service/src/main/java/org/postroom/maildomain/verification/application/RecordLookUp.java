package org.postroom.maildomain.verification.application;

import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.maildomain.verification.model.Finding;

/**
 * The records of a registration have been looked up.
 *
 * @param registrationId whose
 * @param attempt the look-up's number: the result of one that has been decided is no news
 * @param ownership whether the ownership record was there
 * @param dkim whether all of its keys' records were there
 */
record RecordLookUp(String registrationId, int attempt, Finding ownership, Finding dkim) {
  static final InternalCommandType<RecordLookUp> TYPE =
      InternalCommandType.of("mail-domain.RecordLookUp", RecordLookUp.class);

  /** The command: equal registration and attempt is the same one. */
  InternalCommand<RecordLookUp> command(String organizationId) {
    return TYPE.of(organizationId, "look-up/" + registrationId + "/" + attempt, this);
  }
}
