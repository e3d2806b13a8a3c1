package org.postroom.directory.organization.model;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;

/**
 * An organization.
 *
 * @param id its id
 * @param account the account that owns it; for every other account it does not exist
 * @param alias its alias
 * @param directory the directory it is on
 * @param requestedDomains the mail domains it was asked to be created with
 * @param state where it stands
 * @param errorMessage why it failed; null otherwise
 * @param completedAt when it became Active; null before
 */
public record Organization(
    OrganizationId id,
    String account,
    OrganizationAlias alias,
    OrganizationDirectory directory,
    List<String> requestedDomains,
    OrganizationState state,
    String errorMessage,
    Instant completedAt) {

  private static final int MAX_ERROR_MESSAGE = 256;

  public Organization {
    requestedDomains = List.copyOf(requestedDomains);
  }

  /** The refusal of an id that names nothing its caller may see. */
  public static OperationRejected notFound() {
    return new OperationRejected(
        ErrorCode.ORGANIZATION_NOT_FOUND, "The organization does not exist.");
  }

  /** Refuses a caller of another account. */
  public Organization requireOwnedBy(String callersAccount) {
    if (!account.equals(callersAccount)) {
      throw notFound();
    }
    return this;
  }

  /** The id of the directory it is on. */
  public String directoryId() {
    return directory.id();
  }

  /**
   * Refuses a change of users, groups or resources while the directory takes none.
   *
   * @param operation whose errors these are
   */
  public Organization requireWritableDirectory(Operation<?, ?> operation) {
    directory.requireWritable(operation);
    return this;
  }

  /**
   * Refuses a registration that is not to be made here. Users and groups of a read-only directory
   * are registered here: that gives them an address and changes nothing of the directory.
   *
   * @param operation whose errors these are
   */
  public Organization requireRegistrable(EntityType type, Operation<?, ?> operation) {
    if (directory.interoperable() && type == EntityType.RESOURCE) {
      throw new OperationRejected(
          ErrorCode.UNSUPPORTED_OPERATION,
          "With interoperability resources are registered where they are managed.");
    }
    directory.requireReachable(operation);
    return this;
  }

  /** Refuses unless Active. */
  public Organization requireActive() {
    if (state != OrganizationState.ACTIVE) {
      throw wrongState();
    }
    return this;
  }

  /** The set-up begins, or is asked for again. */
  public Organization creating() {
    return in(OrganizationState.CREATING, null, null);
  }

  /** The request to set it up, which participants confirm to the process. */
  public OrganizationSetUpRequested setUpRequest(String process, int attempt) {
    return new OrganizationSetUpRequested(
        process, attempt, alias.text(), account, requestedDomains);
  }

  /** Every participant has confirmed. */
  public Decision<Organization> activate(Instant now) {
    return Decision.of(in(OrganizationState.ACTIVE, null, now), new OrganizationActivated(now));
  }

  /** A participant has refused, or time is up. */
  public Decision<Organization> fail(String reason) {
    String message =
        reason.length() > MAX_ERROR_MESSAGE ? reason.substring(0, MAX_ERROR_MESSAGE) : reason;
    return Decision.of(
        in(OrganizationState.FAILED, message, null), new OrganizationFailed(message));
  }

  /** Refuses DeleteOrganization in a state that does not allow it. */
  public Organization requireDeletable() {
    if (!state.mayBeDeleted()) {
      throw wrongState();
    }
    return this;
  }

  /**
   * DeleteOrganization: nothing can be done with it any more, its parts are dropped.
   *
   * @param keepDirectory whether another organization may be created on its directory
   */
  public Decision<Organization> delete(
      boolean hasEnabledUsers, boolean force, boolean keepDirectory) {
    requireDeletable();
    if (hasEnabledUsers && !force) {
      throw new OperationRejected(
          ErrorCode.ORGANIZATION_STATE,
          "Organization " + id + " has enabled users; set ForceDelete to delete it with them.");
    }
    return Decision.of(
        new Organization(
            id,
            account,
            alias,
            directory.leftBehind(keepDirectory),
            requestedDomains,
            OrganizationState.DELETING,
            errorMessage,
            completedAt),
        new OrganizationDeleting());
  }

  /**
   * Nobody holds anything of it any more: what was Deleting is Deleted, what Failed stays so. Both
   * give alias and quota back.
   */
  public Decision<Organization> removed() {
    return state == OrganizationState.DELETING
        ? Decision.of(
            in(OrganizationState.DELETED, errorMessage, completedAt), new OrganizationDeleted())
        : Decision.unchanged(this);
  }

  /** The organization's Amazon resource name. */
  public String arn(String region) {
    return "arn:aws:workmail:" + region + ":" + account + ":organization/" + id;
  }

  private OperationRejected wrongState() {
    return new OperationRejected(
        ErrorCode.ORGANIZATION_STATE,
        "Organization " + id + " is not Active, state: " + state.wireName());
  }

  private Organization in(OrganizationState newState, String message, Instant completed) {
    return new Organization(
        id, account, alias, directory, requestedDomains, newState, message, completed);
  }
}
