package org.postroom.policy.mobile.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Delete some of the overrides whose users a restored directory does not know.
 *
 * @param epoch of the directory
 * @param chunk counts from 1
 */
record DropLostOverrides(long epoch, int chunk) {
  static final InternalCommandType<DropLostOverrides> TYPE =
      InternalCommandType.of("policy.DropLostOverrides", DropLostOverrides.class);
}
