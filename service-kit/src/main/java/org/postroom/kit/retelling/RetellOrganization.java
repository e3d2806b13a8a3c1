package org.postroom.kit.retelling;

import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;

/**
 * The next part of an organization's retelling is due.
 *
 * @param number how often the organization was retold before
 * @param chunk the number of the part, from 0
 */
record RetellOrganization(long number, int chunk) {
  static final InternalCommandType<RetellOrganization> TYPE =
      InternalCommandType.of("RetellOrganization", RetellOrganization.class);

  /**
   * The command.
   *
   * @param epoch in which it is: a restored database may number its retellings again
   */
  static InternalCommand<RetellOrganization> of(
      String organizationId, long epoch, long number, int chunk) {
    return TYPE.of(
        organizationId,
        "retelling/" + epoch + "/" + number + "/" + chunk,
        new RetellOrganization(number, chunk));
  }
}
