package org.postroom.policy.organization.application;

import org.postroom.kit.command.InternalCommandType;

/** Give an active organization its defaults, in case nobody asked for them when it was created. */
record EnsureDefaults() {
  static final InternalCommandType<EnsureDefaults> TYPE =
      InternalCommandType.of("policy.EnsureDefaults", EnsureDefaults.class);
}
