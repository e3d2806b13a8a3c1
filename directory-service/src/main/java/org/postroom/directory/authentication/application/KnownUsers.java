package org.postroom.directory.authentication.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.postroom.directory.address.model.EmailAddress;

/** Finds users by address alone, over all organizations. */
public interface KnownUsers {
  /**
   * The ENABLED user of an Active organization that has this address, as primary one or alias, in
   * committed state.
   */
  Uni<Optional<KnownUser>> find(EmailAddress address);
}
