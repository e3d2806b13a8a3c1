package org.postroom.directory.organization.model;

import java.util.List;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;

/** What decides whether an organization may come into being. */
public final class NewOrganization {
  /** Organizations of one account that are neither Deleted nor Failed. */
  public static final int MAX_PER_ACCOUNT = 100;

  private static final int DIRECTORY_ID_DIGITS = 10;

  private NewOrganization() {}

  /**
   * What a new organization meets.
   *
   * @param aliasTaken whether another organization holds the alias
   * @param organizations how many of the account's organizations count against its quota
   */
  public record Situation(boolean aliasTaken, int organizations) {}

  /** Refuses a directory that is not the organization's own: there are none to connect. */
  public static void refuseForeignDirectory(String directoryId, boolean interoperability) {
    if (directoryId != null) {
      throw new OperationRejected(
          ErrorCode.DIRECTORY_UNAVAILABLE, "There is no directory with this id.");
    }
    if (interoperability) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "EnableInteroperability requires a DirectoryId.");
    }
  }

  /** Refuses an id that is given away: the same request was made before its token expired. */
  public static void refuseRepetition(Organization existing) {
    throw new OperationRejected(
        ErrorCode.INVALID_PARAMETER,
        "This request has created an organization already and its ClientToken has expired.");
  }

  /** The id of the organization's own directory, made of a new random-looking UUID. */
  public static String directoryId(String uuid) {
    return "d-" + uuid.replace("-", "").substring(0, DIRECTORY_ID_DIGITS);
  }

  /** A new organization, if alias and quota allow it. */
  public static Decision<Organization> request(
      OrganizationId id,
      String account,
      OrganizationAlias alias,
      String directoryId,
      List<String> domains,
      Situation situation) {
    if (situation.aliasTaken()) {
      throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "The alias is taken.");
    }
    if (situation.organizations() >= MAX_PER_ACCOUNT) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "The account has " + situation.organizations() + " organizations already.");
    }
    Organization requested =
        new Organization(
            id, account, alias, directoryId, domains, OrganizationState.REQUESTED, null, null);
    return Decision.of(requested, new OrganizationRequested(alias.text(), account, directoryId));
  }
}
