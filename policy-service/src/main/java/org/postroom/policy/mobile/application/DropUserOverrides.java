package org.postroom.policy.mobile.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Delete some of the overrides of a user who is gone.
 *
 * @param chunk counts from 1
 */
record DropUserOverrides(String userId, int chunk) {
  static final InternalCommandType<DropUserOverrides> TYPE =
      InternalCommandType.of("policy.DropUserOverrides", DropUserOverrides.class);
}
