package org.postroom.maildomain.dkim.application;

import org.postroom.kit.command.InternalCommandType;

/** Begin a rotation of a domain's key, at the operator's word. */
public record RotateKeys(String registrationId) {
  /** The type on the wire. */
  public static final InternalCommandType<RotateKeys> TYPE =
      InternalCommandType.of("mail-domain.RotateDkimKeys", RotateKeys.class);
}
