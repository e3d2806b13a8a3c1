package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_MAIL_DOMAIN;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeregisterMailDomainRequest;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.kit.testing.PostroomTestResource;

/** A closure is the directory's own, whatever it is told of the domain afterwards. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class ClosedMailDomainsIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;
  private String domain;
  private String ann;

  @BeforeEach
  void givenAUserAndADomain() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = "mail." + directory.describe(organization).defaultMailDomain();
    ann = directory.createUser(organization, "ann");
  }

  @Test
  void aClosedRegistrationStaysClosedUntilTheDomainIsRegisteredAnew() {
    String id = directory.mailDomain.register(organization, domain, "VERIFIED");
    assertThat(use()).isNull();
    assertThat(remove()).isEqualTo(ErrorCode.MAIL_DOMAIN_IN_USE);
    directory.deregister(organization, ann);
    assertThat(remove()).isNull();
    assertThat(use()).isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(directory.events.of(organization))
                    .contains(new MailDomainClosed(id, domain)));

    // Its owner was restored to a state in which it had not heard of the closure.
    String other = "other." + domain;
    directory.mailDomain.restored(
        organization,
        new MailDomainRegistered("r-other", other, false, "VERIFIED", "PENDING"),
        new DefaultMailDomainChanged("r-other", other),
        new MailDomainRegistered(id, domain, false, "VERIFIED", "PENDING"));
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(directory.describe(organization).defaultMailDomain()).isEqualTo(other));
    assertThat(use()).isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);

    directory.mailDomain.register(organization, domain, "VERIFIED");
    await().atMost(DirectoryUnderTest.PATIENCE).until(() -> use() == null);
    assertThat(remove()).isEqualTo(ErrorCode.MAIL_DOMAIN_IN_USE);
  }

  private ErrorCode use() {
    return directory.commands.refusal(
        REGISTER_TO_WORK_MAIL,
        organization,
        new RegisterToWorkMailRequest(organization, ann, "ann@" + domain));
  }

  private ErrorCode remove() {
    return directory.commands.refusal(
        DEREGISTER_MAIL_DOMAIN,
        organization,
        new DeregisterMailDomainRequest(organization, domain));
  }
}
