package org.postroom.system;

import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** Each test has an Active organization of its own in the running system. */
@OnSharedSystem
abstract class GivenOrganization {
  OwnOrganization organization;
  WorkMailClient workmail;

  /** The organization's. */
  String id;

  @BeforeEach
  final void givenAnOrganization(RunningSystem.System running) {
    organization = OwnOrganization.in(running);
    workmail = organization.client();
    id = organization.id();
  }
}
