package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.postroom.system.OwnOrganization.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.directory.DirectoryOperations;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.PermissionType;
import software.amazon.awssdk.services.workmail.model.Tag;

/** Every error that an operation of the directory declares, unless it cannot occur. */
class DeclaredErrorsIT extends GivenOrganization {
  /** Shown for every operation in {@link OrganizationErrorsIT}. */
  private static final Set<ErrorCode> OF_ANY_REQUEST =
      Set.of(
          ErrorCode.INVALID_PARAMETER,
          ErrorCode.ORGANIZATION_NOT_FOUND,
          ErrorCode.ORGANIZATION_STATE);

  /** Shown cell by cell in {@link EntityStatesIT}. */
  private static final Set<ErrorCode> OF_STATES =
      Set.of(ErrorCode.ENTITY_NOT_FOUND, ErrorCode.ENTITY_STATE);

  /** Shown where a directory is configured that is unavailable, foreign or read-only. */
  private static final Set<ErrorCode> OF_EXTERNAL_DIRECTORIES =
      Set.of(
          ErrorCode.DIRECTORY_IN_USE,
          ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          ErrorCode.DIRECTORY_UNAVAILABLE,
          ErrorCode.UNSUPPORTED_OPERATION);

  /** What else this class does not show, and why. */
  private static final String NOT_HERE =
      """
      CreateOrganization        | LimitExceeded     | takes a hundred organizations: the directory's own tests
      DeregisterMailDomain      | InvalidCustomSesConfiguration | no mail goes through Amazon SES
      UpdateResource            | EmailAddressInUse | it takes no address
      UpdateResource            | MailDomainNotFound| it takes no address
      UpdateResource            | MailDomainState   | it takes no address
      """;

  @TestFactory
  Stream<DynamicTest> everyErrorOfItsOwn() {
    Map<String, Runnable> cases = cases();
    Set<String> expected = new TreeSet<>();
    for (Operation<?, ?> operation : DirectoryOperations.ALL) {
      for (ErrorCode error : operation.errors()) {
        if (!OF_ANY_REQUEST.contains(error)
            && !OF_STATES.contains(error)
            && !OF_EXTERNAL_DIRECTORIES.contains(error)) {
          expected.add(operation.name() + " " + error.wireName().replaceFirst("Exception$", ""));
        }
      }
    }
    NOT_HERE
        .lines()
        .map(line -> line.split("\\s*\\|\\s*"))
        .forEach(cells -> assertThat(expected.remove(cells[0] + " " + cells[1])).isTrue());
    assertThat(shown(cases)).isEqualTo(expected);
    return cases.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(answer(entry.getValue()))
                            .isEqualTo(entry.getKey().split("[ ,]")[1])));
  }

  private static Set<String> shown(Map<String, Runnable> cases) {
    return cases.keySet().stream()
        .map(name -> name.split(",")[0])
        .filter(name -> !name.endsWith(" InvalidParameter") && !name.endsWith(" EntityState"))
        .filter(name -> !name.endsWith(" EntityNotFound"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Operation and error, and after a comma what is special about the case. */
  private Map<String, Runnable> cases() {
    Entity user = organization.enabled(Kind.USER);
    Entity group = organization.enabled(Kind.GROUP);
    Entity room = organization.enabled(Kind.RESOURCE);
    Entity idle = organization.create(Kind.USER);
    Map<String, Runnable> cases = new LinkedHashMap<>();
    cases.put(
        "CreateOrganization NameAvailability",
        () ->
            workmail.createOrganization(
                r -> r.alias(workmail.describeOrganization(o -> o.organizationId(id)).alias())));
    nameCases(cases, user, room);
    addressCases(cases, user, group, idle);
    ruleCases(cases, user, group, room);
    tagCases(cases);
    return cases;
  }

  private void nameCases(Map<String, Runnable> cases, Entity user, Entity room) {
    for (Kind kind : Kind.values()) {
      String create =
          "Create" + kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
      cases.put(create + " NameAvailability", () -> organization.create(kind, user.name()));
      cases.put(create + " ReservedName", () -> organization.create(kind, "Administrator"));
    }
    cases.put(
        "UpdateResource NameAvailability",
        () ->
            workmail.updateResource(
                r -> r.organizationId(id).resourceId(room.id()).name(user.name())));
    for (String password : List.of("short", "onlylowercase")) {
      cases.put(
          "CreateUser InvalidPassword, " + password,
          () ->
              workmail.createUser(
                  r ->
                      r.organizationId(id)
                          .name(organization.newName())
                          .displayName("x")
                          .password(password)));
      cases.put(
          "ResetPassword InvalidPassword, " + password,
          () ->
              workmail.resetPassword(
                  r -> r.organizationId(id).userId(user.id()).password(password)));
    }
  }

  private void addressCases(Map<String, Runnable> cases, Entity user, Entity group, Entity idle) {
    String pending = id + ".example.com";
    workmail.registerMailDomain(r -> r.organizationId(id).domainName(pending));
    Map<String, String> addresses =
        Map.of(
            "EmailAddressInUse",
            organization.address(user),
            "MailDomainNotFound",
            "ann@elsewhere.example",
            "MailDomainState",
            "ann@" + pending);
    addresses.forEach(
        (error, address) -> {
          cases.put(
              "RegisterToWorkMail " + error,
              () ->
                  workmail.registerToWorkMail(
                      r -> r.organizationId(id).entityId(idle.id()).email(address)));
          cases.put(
              "CreateAlias " + error,
              () ->
                  workmail.createAlias(
                      r -> r.organizationId(id).entityId(group.id()).alias(address)));
          cases.put(
              "UpdatePrimaryEmailAddress " + error,
              () ->
                  workmail.updatePrimaryEmailAddress(
                      r -> r.organizationId(id).entityId(group.id()).email(address)));
        });
    cases.put(
        "DeregisterMailDomain MailDomainInUse",
        () -> {
          String used = id + "." + RunningSystem.VOUCHED_DOMAINS;
          workmail.registerMailDomain(r -> r.organizationId(id).domainName(used));
          workmail.createAlias(
              r -> r.organizationId(id).entityId(group.id()).alias("staff@" + used));
          workmail.deregisterMailDomain(r -> r.organizationId(id).domainName(used));
        });
    cases.put(
        "RegisterToWorkMail EntityAlreadyRegistered",
        () ->
            workmail.registerToWorkMail(
                r ->
                    r.organizationId(id)
                        .entityId(user.id())
                        .email(organization.address("another"))));
    cases.put(
        "CreateAlias LimitExceeded",
        () ->
            IntStream.rangeClosed(1, 101)
                .forEach(
                    i ->
                        workmail.createAlias(
                            r ->
                                r.organizationId(id)
                                    .entityId(user.id())
                                    .alias(organization.address("many" + i)))));
    cases.put(
        "DeleteAlias InvalidParameter, the primary address",
        () ->
            workmail.deleteAlias(
                r -> r.organizationId(id).entityId(user.id()).alias(organization.address(user))));
    cases.put(
        "DescribeEntity EntityNotFound",
        () ->
            workmail.describeEntity(
                r -> r.organizationId(id).email(organization.address("nobody"))));
  }

  private void ruleCases(Map<String, Runnable> cases, Entity user, Entity group, Entity room) {
    cases.put(
        "AssociateMemberToGroup InvalidParameter, itself",
        () ->
            workmail.associateMemberToGroup(
                r -> r.organizationId(id).groupId(group.id()).memberId(group.id())));
    cases.put(
        "PutMailboxPermissions InvalidParameter, itself",
        () -> grant(user, user, PermissionType.SEND_AS));
    cases.put(
        "PutMailboxPermissions InvalidParameter, a group has no mailbox",
        () -> grant(group, user, PermissionType.FULL_ACCESS));
    cases.put(
        "UpdateMailboxQuota InvalidParameter",
        () ->
            workmail.updateMailboxQuota(
                r -> r.organizationId(id).userId(user.id()).mailboxQuota(51_201)));
    cases.put(
        "UpdateResource InvalidConfiguration",
        () ->
            workmail.updateResource(
                r ->
                    r.organizationId(id)
                        .resourceId(room.id())
                        .bookingOptions(b -> b.autoAcceptRequests(false))));
    cases.put(
        "UpdateUser InvalidParameter, role",
        () -> workmail.updateUser(r -> r.organizationId(id).userId(user.id()).role("RESOURCE")));
    cases.put(
        "UpdateUser EntityState, role while ENABLED",
        () -> workmail.updateUser(r -> r.organizationId(id).userId(user.id()).role("REMOTE_USER")));
    cases.put(
        "DisassociateDelegateFromResource EntityState, the last one",
        () -> {
          workmail.associateDelegateToResource(
              r -> r.organizationId(id).resourceId(room.id()).entityId(user.id()));
          workmail.updateResource(
              r ->
                  r.organizationId(id)
                      .resourceId(room.id())
                      .bookingOptions(b -> b.autoAcceptRequests(false)));
          workmail.disassociateDelegateFromResource(
              r -> r.organizationId(id).resourceId(room.id()).entityId(user.id()));
        });
  }

  private void tagCases(Map<String, Runnable> cases) {
    String unknown = arn().replace(id, "m-" + "0".repeat(32));
    Tag tag = Tag.builder().key("a").value("b").build();
    cases.put(
        "TagResource ResourceNotFound",
        () -> workmail.tagResource(r -> r.resourceARN(unknown).tags(tag)));
    cases.put(
        "UntagResource ResourceNotFound",
        () -> workmail.untagResource(r -> r.resourceARN(unknown).tagKeys("a")));
    cases.put(
        "ListTagsForResource ResourceNotFound",
        () -> workmail.listTagsForResource(r -> r.resourceARN(unknown)));
    cases.put(
        "TagResource InvalidParameter, aws",
        () ->
            workmail.tagResource(
                r -> r.resourceARN(arn()).tags(Tag.builder().key("AWS:x").value("").build())));
    cases.put(
        "TagResource TooManyTags",
        () -> {
          List<Tag> tags = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            tags.add(Tag.builder().key("key" + i).value("v").build());
          }
          workmail.tagResource(r -> r.resourceARN(arn()).tags(tags));
          workmail.tagResource(r -> r.resourceARN(arn()).tags(tag));
        });
  }

  private void grant(Entity owner, Entity grantee, PermissionType permission) {
    workmail.putMailboxPermissions(
        r ->
            r.organizationId(id)
                .entityId(owner.id())
                .granteeId(grantee.id())
                .permissionValues(permission));
  }

  private String arn() {
    return workmail.describeOrganization(r -> r.organizationId(id)).arn();
  }
}
