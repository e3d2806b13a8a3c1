package org.postroom.system.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.postroom.system.faults.Caller.Answer;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.FolderConfiguration;
import software.amazon.awssdk.services.workmail.model.Tag;
import software.amazon.awssdk.services.workmail.model.WorkMailResponse;

/**
 * What one client sets in one organization: a rule, tags, overrides, and, where the organization
 * has only one of a thing, that thing if it is this client's to set. After a call without an answer
 * a setting is left alone until the call's deadline has certainly passed; what is acknowledged then
 * holds for good.
 */
final class SettingsLoad {
  /** Above the gateway's deadline and the longest pause of a fault together. */
  private static final long QUARANTINE_NANOS = Duration.ofSeconds(40).toNanos();

  private final Caller caller;
  private final WorkMailClient workmail;
  private final Random random;
  private final Place place;
  private final boolean sole;
  private final DirectoryLoad directory;
  private final Map<String, Long> quarantined = new HashMap<>();
  private int partners;

  /**
   * @param sole whether the organization's single settings are this client's
   */
  SettingsLoad(Caller caller, Place place, boolean sole, DirectoryLoad directory) {
    this.caller = caller;
    this.workmail = caller.workmail();
    this.random = caller.random();
    this.place = place;
    this.sole = sole;
    this.directory = directory;
  }

  void step() {
    switch (random.nextInt(sole ? 8 : 4)) {
      case 0 -> rule();
      case 1 -> tag();
      case 2 -> override();
      case 3 -> availability();
      case 4 -> retention();
      case 5 -> monitoring();
      case 6 -> rule();
      default -> dmarc();
    }
  }

  private void rule() {
    String name = "rule-c" + caller.number();
    String range = "10.%d.0.0/16".formatted(random.nextInt(256));
    if (random.nextInt(4) == 0) {
      set(
          Write.nothing("DeleteAccessControlRule").remove("rule:" + name),
          () -> workmail.deleteAccessControlRule(r -> r.organizationId(place.id()).name(name)));
    } else {
      set(
          Write.nothing("PutAccessControlRule").put("rule:" + name, range),
          () ->
              workmail.putAccessControlRule(
                  r ->
                      r.organizationId(place.id())
                          .name(name)
                          .effect("DENY")
                          .description("of one client")
                          .ipRanges(range)));
    }
  }

  private void tag() {
    String key = "tag-c%d-%d".formatted(caller.number(), random.nextInt(3));
    String value = Integer.toString(random.nextInt(1_000_000));
    String arn =
        "arn:aws:workmail:%s:%s:organization/%s"
            .formatted(SystemUnderLoad.REGION, place.account(), place.id());
    if (random.nextInt(4) == 0) {
      set(
          Write.nothing("UntagResource").remove("tag:" + key),
          () -> workmail.untagResource(r -> r.resourceARN(arn).tagKeys(key)));
    } else {
      set(
          Write.nothing("TagResource").put("tag:" + key, value),
          () ->
              workmail.tagResource(
                  r -> r.resourceARN(arn).tags(Tag.builder().key(key).value(value).build())));
    }
  }

  private void override() {
    Holding user = directory.anyUser();
    if (user == null) {
      return;
    }
    String device = "device" + caller.number();
    String fact = "override:%s:%s".formatted(user.name(), device);
    boolean there = user.ties().contains(fact);
    String id = user.id();
    Answer<?> answer =
        there
            ? set(
                Write.nothing("DeleteMobileDeviceAccessOverride").remove(fact),
                () ->
                    workmail.deleteMobileDeviceAccessOverride(
                        r -> r.organizationId(place.id()).userId(id).deviceId(device)))
            : set(
                Write.nothing("PutMobileDeviceAccessOverride").put(fact, "DENY"),
                () ->
                    workmail.putMobileDeviceAccessOverride(
                        r ->
                            r.organizationId(place.id())
                                .userId(id)
                                .deviceId(device)
                                .effect("DENY")));
    if (answer == null) {
      return;
    }
    if (!answer.isAcknowledged()) {
      directory.abandon(user);
    } else if (there) {
      user.ties().remove(fact);
    } else {
      user.ties().add(fact);
    }
  }

  private void availability() {
    String domain = "c%d-%d.partner.example".formatted(caller.number(), partners);
    String fact = "availability:" + domain;
    String function =
        "arn:aws:lambda:%s:%s:function:f%d"
            .formatted(SystemUnderLoad.REGION, place.account(), random.nextInt(1_000_000));
    Answer<?> answer;
    if (place.ledger().acknowledged(fact) == null) {
      answer =
          set(
              Write.nothing("CreateAvailabilityConfiguration").put(fact, function),
              () ->
                  workmail.createAvailabilityConfiguration(
                      r ->
                          r.organizationId(place.id())
                              .domainName(domain)
                              .lambdaProvider(l -> l.lambdaArn(function))));
    } else if (random.nextInt(3) == 0) {
      answer =
          set(
              Write.nothing("DeleteAvailabilityConfiguration").remove(fact),
              () ->
                  workmail.deleteAvailabilityConfiguration(
                      r -> r.organizationId(place.id()).domainName(domain)));
    } else {
      answer =
          set(
              Write.nothing("UpdateAvailabilityConfiguration").put(fact, function),
              () ->
                  workmail.updateAvailabilityConfiguration(
                      r ->
                          r.organizationId(place.id())
                              .domainName(domain)
                              .lambdaProvider(l -> l.lambdaArn(function))));
    }
    if (answer != null && !answer.isAcknowledged()) {
      // Whether it is there decides between creation and update, and nobody knows.
      partners++;
    }
  }

  private void retention() {
    int period = 1 + random.nextInt(700);
    set(
        Write.nothing("PutRetentionPolicy").put("retention", Integer.toString(period)),
        () ->
            workmail.putRetentionPolicy(
                r ->
                    r.organizationId(place.id())
                        .name("policy")
                        .folderConfigurations(
                            FolderConfiguration.builder()
                                .name("INBOX")
                                .action("DELETE")
                                .period(period)
                                .build())));
  }

  private void monitoring() {
    String group =
        "arn:aws:logs:%s:%s:log-group:mail-%d:*"
            .formatted(SystemUnderLoad.REGION, place.account(), random.nextInt(1_000_000));
    set(
        Write.nothing("PutEmailMonitoringConfiguration").put("monitoring", group),
        () ->
            workmail.putEmailMonitoringConfiguration(
                r ->
                    r.organizationId(place.id())
                        .roleArn("arn:aws:iam::" + place.account() + ":role/monitoring")
                        .logGroupArn(group)));
  }

  private void dmarc() {
    boolean enforced = random.nextBoolean();
    set(
        Write.nothing("PutInboundDmarcSettings").put("dmarc", Boolean.toString(enforced)),
        () ->
            workmail.putInboundDmarcSettings(r -> r.organizationId(place.id()).enforced(enforced)));
  }

  /** Null when the setting is in quarantine. */
  private Answer<?> set(Write write, Supplier<? extends WorkMailResponse> call) {
    String fact = write.facts().iterator().next();
    Long until = quarantined.get(fact);
    if (until != null && System.nanoTime() - until < 0) {
      return null;
    }
    Answer<?> answer = caller.write(place.ledger(), place.id(), write, call);
    if (answer.isAcknowledged()) {
      quarantined.remove(fact);
    } else {
      quarantined.put(fact, System.nanoTime() + QUARANTINE_NANOS);
    }
    return answer;
  }
}
