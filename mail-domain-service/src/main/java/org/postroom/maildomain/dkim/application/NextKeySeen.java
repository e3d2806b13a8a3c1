package org.postroom.maildomain.dkim.application;

import org.postroom.kit.command.InternalCommandType;

/** The next key of a rotation that is under way was found in DNS. */
record NextKeySeen(String registrationId, String selector) {
  static final InternalCommandType<NextKeySeen> TYPE =
      InternalCommandType.of("mail-domain.NextDkimKeySeen", NextKeySeen.class);
}
