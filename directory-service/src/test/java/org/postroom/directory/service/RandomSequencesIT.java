package org.postroom.directory.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;
import org.postroom.directory.reference.RandomSteps;
import org.postroom.directory.reference.RealDirectory;
import org.postroom.directory.reference.ReferenceDirectory;
import org.postroom.directory.reference.SequenceCheck;
import org.postroom.directory.reference.Step;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

/** Some random sequences through Kafka and PostgreSQL; each run draws others. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class RandomSequencesIT {
  private static final int SEQUENCES = 2;
  private static final int LENGTH = 100;
  private static final String VERIFIED = "example.com";
  private static final String PENDING = "pending.example";

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void theServiceAgreesWithTheReference() {
    SequenceCheck check =
        new SequenceCheck(
            () -> new ReferenceDirectory(VERIFIED, PENDING), RunningDirectory::new, 50);
    for (int i = 0; i < SEQUENCES; i++) {
      long seed = Long.getLong("postroom.test.seed", System.nanoTime());
      List<Step> steps = new RandomSteps(new Random(seed), VERIFIED, PENDING).next(LENGTH);
      check.playOrShrink("-Dpostroom.test.seed=" + seed, steps);
    }
  }

  /** A new organization each. */
  private final class RunningDirectory extends RealDirectory {
    private final String organization;

    private RunningDirectory() {
      this(directory.activeOrganization());
      directory.mailDomain.register(organization, VERIFIED, "VERIFIED");
      directory.mailDomain.register(organization, PENDING, "PENDING");
    }

    private RunningDirectory(String organization) {
      super(organization);
      this.organization = organization;
    }

    @Override
    protected <Q, R> R call(Operation<Q, R> operation, Q request) {
      if (operation.kind() == OperationKind.QUERY) {
        return directory.query(operation, request);
      }
      ReplyEnvelope reply =
          CommandClient.await(
              directory.commands.send(
                  operation, organization, request, DirectoryUnderTest.ACCOUNT));
      if (reply.error() != null) {
        throw new OperationRejected(reply.error(), new String(reply.body(), UTF_8));
      }
      return Json.read(reply.body(), operation.responseType());
    }
  }
}
