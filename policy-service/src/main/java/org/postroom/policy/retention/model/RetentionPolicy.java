package org.postroom.policy.retention.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.FolderConfiguration;
import org.postroom.contract.policy.FolderName;
import org.postroom.contract.policy.RetentionAction;
import org.postroom.contract.policy.event.RetentionPolicyDeleted;
import org.postroom.contract.policy.event.RetentionPolicyPut;

/**
 * An organization's one retention policy. Postroom keeps and tells it; whoever keeps the mailboxes
 * carries it out.
 *
 * @param description null when it has none
 * @param folders what happens to old items, folder by folder; each folder at most once
 */
public record RetentionPolicy(
    String id, String name, String description, List<FolderConfiguration> folders) {

  public RetentionPolicy {
    folders = List.copyOf(folders);
  }

  /**
   * PutRetentionPolicy: the policy as it is afterwards.
   *
   * @param existing the organization's policy, which keeps its id
   * @param requestedId null for the one policy there is, or a new one
   * @param newId the id of a new one that was not given an id
   * @throws OperationRejected INVALID_PARAMETER for a double folder or a deletion without a period,
   *     LIMIT_EXCEEDED for a second policy
   */
  public static RetentionPolicy put(
      Optional<RetentionPolicy> existing,
      String requestedId,
      String newId,
      String name,
      String description,
      List<FolderConfiguration> folders) {
    refuseUnusable(folders);
    if (existing.isPresent() && requestedId != null && !existing.get().id.equals(requestedId)) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "An organization can have one retention policy; it has " + existing.get().id + ".");
    }
    String given = requestedId == null ? newId : requestedId;
    return new RetentionPolicy(
        existing.map(RetentionPolicy::id).orElse(given), name, description, folders);
  }

  /** The event that tells of it as it is. */
  public RetentionPolicyPut putEvent() {
    return new RetentionPolicyPut(id, name, description, folders);
  }

  /** The event that tells of its end. */
  public RetentionPolicyDeleted deletedEvent() {
    return new RetentionPolicyDeleted(id);
  }

  private static void refuseUnusable(List<FolderConfiguration> folders) {
    Set<FolderName> seen = EnumSet.noneOf(FolderName.class);
    for (FolderConfiguration folder : folders) {
      if (!seen.add(FolderName.valueOf(folder.name()))) {
        throw invalid("The folder " + folder.name() + " is configured twice.");
      }
      if (folder.period() == null
          && RetentionAction.valueOf(folder.action()) != RetentionAction.NONE) {
        throw invalid("The folder " + folder.name() + " needs a period.");
      }
    }
  }

  private static OperationRejected invalid(String message) {
    return new OperationRejected(ErrorCode.INVALID_PARAMETER, message);
  }
}
