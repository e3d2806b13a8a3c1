package org.postroom.system.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.regex.Pattern;
import org.postroom.system.faults.Caller.Answer;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.ImpersonationRule;
import software.amazon.awssdk.services.workmail.model.StartMailboxExportJobResponse;

/**
 * What one client makes in one organization by calls with a client token, which it repeats, token
 * and all, until there is an answer: mail domains, mobile device rules, impersonation roles and
 * export jobs.
 */
final class TokenLoad {
  private static final int MANY = 3;

  /** Jobs are started faster than they end, at times. */
  private static final Pattern MANY_JOBS = Pattern.compile("10 running mailbox export jobs");

  private final Caller caller;
  private final WorkMailClient workmail;
  private final Random random;
  private final Place place;
  private final DirectoryLoad directory;
  private final Deque<String> domains = new ArrayDeque<>();
  private String mobileRule;
  private String role;
  private int names;

  TokenLoad(Caller caller, Place place, DirectoryLoad directory) {
    this.caller = caller;
    this.workmail = caller.workmail();
    this.random = caller.random();
    this.place = place;
    this.directory = directory;
  }

  void step() {
    switch (random.nextInt(4)) {
      case 0 -> domain();
      case 1 -> mobileRule();
      case 2 -> role();
      default -> export();
    }
  }

  private void domain() {
    if (domains.size() < MANY) {
      String name =
          "d%d-c%d-%d.%s"
              .formatted(++names, caller.number(), place.number(), FaultySystem.VOUCHED_DOMAINS);
      String token = caller.newToken();
      Answer<?> answer =
          caller.insist(
              place.ledger(),
              place.id(),
              Write.nothing("RegisterMailDomain " + name).put("domain:" + name, "there"),
              () ->
                  workmail.registerMailDomain(
                      r -> r.organizationId(place.id()).domainName(name).clientToken(token)),
              r -> null);
      if (answer.isAcknowledged()) {
        domains.add(name);
      }
      return;
    }
    String name = domains.poll();
    caller.write(
        place.ledger(),
        place.id(),
        Write.nothing("DeregisterMailDomain " + name).remove("domain:" + name),
        () -> workmail.deregisterMailDomain(r -> r.organizationId(place.id()).domainName(name)));
  }

  private void mobileRule() {
    String name = "mobile-c" + caller.number();
    if (mobileRule == null) {
      String token = caller.newToken();
      Answer<?> answer =
          caller.insist(
              place.ledger(),
              place.id(),
              Write.nothing("CreateMobileDeviceAccessRule " + name).put("mobile:" + name, "DENY"),
              () ->
                  workmail.createMobileDeviceAccessRule(
                      r ->
                          r.organizationId(place.id())
                              .name(name)
                              .effect("DENY")
                              .deviceTypes("phone")
                              .clientToken(token)),
              r -> {
                mobileRule = r.mobileDeviceAccessRuleId();
                return null;
              });
      if (!answer.isAcknowledged()) {
        mobileRule = "";
      }
      return;
    }
    if (mobileRule.isEmpty()) {
      return;
    }
    String id = mobileRule;
    boolean ends = random.nextInt(3) == 0;
    Write write =
        ends
            ? Write.nothing("DeleteMobileDeviceAccessRule " + name).remove("mobile:" + name)
            : Write.nothing("UpdateMobileDeviceAccessRule " + name).put("mobile:" + name, "ALLOW");
    Answer<?> answer =
        ends
            ? caller.write(
                place.ledger(),
                place.id(),
                write,
                () ->
                    workmail.deleteMobileDeviceAccessRule(
                        r -> r.organizationId(place.id()).mobileDeviceAccessRuleId(id)))
            : caller.write(
                place.ledger(),
                place.id(),
                write,
                () ->
                    workmail.updateMobileDeviceAccessRule(
                        r ->
                            r.organizationId(place.id())
                                .mobileDeviceAccessRuleId(id)
                                .name(name)
                                .effect("ALLOW")
                                .deviceTypes("phone")));
    if (!answer.isAcknowledged()) {
      mobileRule = "";
    } else if (ends) {
      mobileRule = null;
    }
  }

  private void role() {
    String name = "role-c" + caller.number();
    if (role == null) {
      String token = caller.newToken();
      Answer<?> answer =
          caller.insist(
              place.ledger(),
              place.id(),
              Write.nothing("CreateImpersonationRole " + name).put("role:" + name, "there"),
              () ->
                  workmail.createImpersonationRole(
                      r ->
                          r.organizationId(place.id())
                              .name(name)
                              .type("READ_ONLY")
                              .rules(
                                  ImpersonationRule.builder()
                                      .impersonationRuleId("all")
                                      .effect("ALLOW")
                                      .build())
                              .clientToken(token)),
              r -> {
                role = r.impersonationRoleId();
                return null;
              });
      if (!answer.isAcknowledged()) {
        role = "";
      }
    } else if (!role.isEmpty()) {
      String id = role;
      Answer<?> answer =
          caller.write(
              place.ledger(),
              place.id(),
              Write.nothing("DeleteImpersonationRole " + name).remove("role:" + name),
              () ->
                  workmail.deleteImpersonationRole(
                      r -> r.organizationId(place.id()).impersonationRoleId(id)));
      role = answer.isAcknowledged() ? null : "";
    }
  }

  private void export() {
    Holding user = directory.freshUser();
    if (user == null) {
      return;
    }
    user.markExported();
    String token = caller.newToken();
    Answer<String> job = start(user, token);
    if (job.isAcknowledged() && random.nextBoolean()) {
      String cancel = caller.newToken();
      caller.insist(
          place.ledger(),
          place.id(),
          Write.nothing("CancelMailboxExportJob " + user.name()),
          () ->
              workmail.cancelMailboxExportJob(
                  r -> r.organizationId(place.id()).jobId(job.response()).clientToken(cancel)),
          r -> null);
    }
  }

  private Answer<String> start(Holding user, String token) {
    String account = place.account();
    Answer<StartMailboxExportJobResponse> answer =
        caller.insist(
            place.ledger(),
            place.id(),
            Write.nothing("StartMailboxExportJob " + user.name())
                .put("job:" + user.id(), Write.ANY),
            () ->
                workmail.startMailboxExportJob(
                    r ->
                        r.organizationId(place.id())
                            .entityId(user.id())
                            .clientToken(token)
                            .roleArn("arn:aws:iam::" + account + ":role/exports")
                            .kmsKeyArn("arn:aws:kms:us-east-1:" + account + ":key/trial")
                            .s3BucketName(FaultySystem.BUCKET)
                            .s3Prefix("exports/")),
            r -> r.jobId(),
            MANY_JOBS);
    return new Answer<>(
        answer.end(),
        answer.isAcknowledged() ? answer.response().jobId() : null,
        answer.error(),
        answer.message());
  }
}
