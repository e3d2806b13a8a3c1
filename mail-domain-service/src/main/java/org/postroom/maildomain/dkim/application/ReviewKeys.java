package org.postroom.maildomain.dkim.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Do what time demands of a registration's keys: make those that are missing, begin a rotation,
 * withdraw a key.
 *
 * @param version of the ring that was found due; another one has been dealt with
 */
public record ReviewKeys(String registrationId, long version) {
  /** The type on the wire. */
  public static final InternalCommandType<ReviewKeys> TYPE =
      InternalCommandType.of("mail-domain.ReviewDkimKeys", ReviewKeys.class);
}
