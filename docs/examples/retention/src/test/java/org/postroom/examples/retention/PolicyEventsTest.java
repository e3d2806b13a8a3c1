package org.postroom.examples.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.examples.retention.Retention.Action;
import org.postroom.examples.retention.Retention.Folder;

class PolicyEventsTest {
  private static final String PUT = "RetentionPolicyPut";
  private static final String THIRTY_DAYS =
      "{\"Id\":\"p\",\"Name\":\"n\",\"FolderConfigurations\":["
          + "{\"Name\":\"INBOX\",\"Action\":\"DELETE\",\"Period\":30},"
          + "{\"Name\":\"DRAFTS\",\"Action\":\"NONE\"}]}";
  private static final Retention POLICY =
      new Retention(
          Map.of("INBOX", new Folder(Action.DELETE, 30), "DRAFTS", new Folder(Action.NONE, null)));

  private final PolicyEvents events = new PolicyEvents();

  @Test
  void thePolicyIsTheOneThatWasPutLast() throws JsonProcessingException {
    assertThat(events.policy()).isEqualTo(Retention.none());
    apply(PUT, 1, 1, "{\"FolderConfigurations\":[]}");
    apply("AccessControlRulePut", 1, 2, "{\"Name\":\"default\"}");
    apply(PUT, 1, 3, THIRTY_DAYS);
    assertThat(events.policy()).isEqualTo(POLICY);
    apply("RetentionPolicyDeleted", 1, 4, "{\"Id\":\"p\"}");
    assertThat(events.policy()).isEqualTo(Retention.none());
  }

  @Test
  void repeatsAreDropped() throws JsonProcessingException {
    apply(PUT, 1, 1, THIRTY_DAYS);
    apply("RetentionPolicyDeleted", 1, 2, "{}");
    apply(PUT, 1, 1, THIRTY_DAYS);
    assertThat(events.policy()).isEqualTo(Retention.none());
  }

  @Test
  void aGapIsAnError() throws JsonProcessingException {
    apply(PUT, 1, 1, THIRTY_DAYS);
    assertThatIllegalStateException().isThrownBy(() -> apply(PUT, 1, 3, THIRTY_DAYS));
    assertThatIllegalStateException().isThrownBy(() -> apply(PUT, 2, 2, THIRTY_DAYS));
  }

  @Test
  void aSnapshotBeginsAnew() throws JsonProcessingException {
    apply(PUT, 1, 1, THIRTY_DAYS);
    apply("OrganizationSnapshotStarted", 2, 1, "{}");
    assertThat(events.policy()).isEqualTo(Retention.none());
    apply(PUT, 2, 2, THIRTY_DAYS);
    apply("OrganizationSnapshotCompleted", 2, 3, "{}");
    assertThat(events.policy()).isEqualTo(POLICY);
  }

  @Test
  void whoBeginsInTheMiddleKnowsItAfterTheFirstSnapshot() throws JsonProcessingException {
    apply(PUT, 1, 40, "{\"FolderConfigurations\":[]}");
    apply("OrganizationSnapshotStarted", 1, 41, "{}");
    apply(PUT, 1, 42, THIRTY_DAYS);
    apply("OrganizationSnapshotCompleted", 1, 43, "{}");
    assertThat(events.policy()).isEqualTo(POLICY);
    assertThatIllegalStateException().isThrownBy(() -> apply(PUT, 1, 45, THIRTY_DAYS));
  }

  private void apply(String event, long epoch, long sequence, String data)
      throws JsonProcessingException {
    events.apply(
        "org.postroom.policy." + event + ".v1", epoch, sequence, new ObjectMapper().readTree(data));
  }
}
