package org.postroom.directory.organization.model;

import java.util.List;
import java.util.Optional;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;
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
   * @param directory the directory with the id asked for, if an organization is or was on it
   */
  public record Situation(
      boolean aliasTaken, int organizations, Optional<RegisteredDirectory> directory) {}

  /** Refuses interoperability with nothing. */
  public static void refuseInteroperabilityAlone(String directoryId, boolean interoperability) {
    if (interoperability && directoryId == null) {
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

  /**
   * The directory that a caller names, if an organization with this alias can be created on it: one
   * that the operator has connected, or one that an organization of the account has left behind.
   *
   * @param external the one that the operator has connected under the id
   * @param registered the one with the id that an organization is or was on
   */
  public static OrganizationDirectory existingDirectory(
      String account,
      OrganizationAlias alias,
      boolean interoperability,
      Optional<ExternalDirectory> external,
      Optional<RegisteredDirectory> registered) {
    Optional<ExternalDirectory> connected =
        external.filter(directory -> directory.isOpenTo(account));
    Optional<RegisteredDirectory> own =
        registered.filter(directory -> external.isEmpty() && directory.account().equals(account));
    String itsAlias =
        connected
            .filter(directory -> directory.condition().isReachable())
            .map(ExternalDirectory::alias)
            .or(() -> own.map(RegisteredDirectory::alias))
            .orElseThrow(
                () ->
                    new OperationRejected(
                        ErrorCode.DIRECTORY_UNAVAILABLE, "There is no such directory to be had."));
    if (!CaseFolding.key(itsAlias).equals(alias.key())) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The alias is not the directory's own.");
    }
    if (registered.filter(RegisteredDirectory::inUse).isPresent()) {
      throw new OperationRejected(
          ErrorCode.DIRECTORY_IN_USE, "The directory is in use by another organization.");
    }
    return connected
        .map(
            directory ->
                new OrganizationDirectory(
                    directory.id(),
                    directory.type(),
                    true,
                    interoperability,
                    false,
                    directory.condition()))
        .orElseGet(
            () ->
                new OrganizationDirectory(
                    own.get().id(),
                    own.get().type(),
                    false,
                    interoperability,
                    false,
                    DirectoryCondition.WRITABLE));
  }

  /** A new organization, if alias and quota allow it. */
  public static Decision<Organization> request(
      OrganizationId id,
      String account,
      OrganizationAlias alias,
      OrganizationDirectory directory,
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
            id, account, alias, directory, domains, OrganizationState.REQUESTED, null, null);
    return Decision.of(requested, new OrganizationRequested(alias.text(), account, directory.id()));
  }
}
