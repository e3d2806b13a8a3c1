package org.postroom.examples.retention;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.postroom.examples.retention.Retention.Action;
import org.postroom.examples.retention.Retention.Folder;

/** One organization's retention policy after its events; what else they tell is passed over. */
public final class PolicyEvents {
  private static final String PREFIX = "org.postroom.policy.";

  private Retention policy = Retention.none();
  private long epoch;
  private long sequence;

  /** The policy that holds after what was applied. */
  public Retention policy() {
    return policy;
  }

  /**
   * Applies the organization's next event.
   *
   * @param type the CloudEvents type
   * @throws IllegalStateException when events before it are missing
   */
  public void apply(String type, long eventEpoch, long eventSequence, JsonNode data) {
    if (eventEpoch < epoch || eventEpoch == epoch && eventSequence <= sequence) {
      return;
    }
    long expected = eventEpoch == epoch ? sequence + 1 : 1;
    boolean tellsAll = type.equals(PREFIX + "OrganizationSnapshotStarted.v1");
    if (eventSequence != expected && epoch == 0 && !tellsAll) {
      // The topic begins in the middle: the first snapshot tells what came before.
      return;
    }
    if (eventSequence != expected && !tellsAll) {
      throw new IllegalStateException(
          "events are missing before " + eventEpoch + "/" + eventSequence);
    }
    epoch = eventEpoch;
    sequence = eventSequence;
    switch (type) {
      case PREFIX + "RetentionPolicyPut.v1" -> policy = policy(data);
      case PREFIX + "RetentionPolicyDeleted.v1",
          PREFIX + "OrganizationSnapshotStarted.v1",
          PREFIX + "OrganizationRemovalConfirmed.v1" ->
          policy = Retention.none();
      default -> {
        // Of no interest here, or newer than this program.
      }
    }
  }

  private static Retention policy(JsonNode data) {
    Map<String, Folder> folders = new HashMap<>();
    for (JsonNode folder : data.path("FolderConfigurations")) {
      JsonNode period = folder.path("Period");
      folders.put(
          folder.path("Name").asText(),
          new Folder(
              Action.valueOf(folder.path("Action").asText()),
              period.isMissingNode() ? null : period.asInt()));
    }
    return new Retention(folders);
  }
}
