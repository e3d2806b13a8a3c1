package org.postroom.system.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postroom.system.faults.Holding.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.EntityState;
import software.amazon.awssdk.services.workmail.model.OrganizationSummary;
import software.amazon.awssdk.services.workmail.model.ResourceNotFoundException;

/** The state of an organization as the API shows it, in the facts of ledgers. */
final class Observed {
  private static final String TEST_SUFFIX = ".awsapps.com";

  private final WorkMailClient workmail;
  private final Place place;
  private final Map<String, String> facts = new TreeMap<>();
  private final Map<String, String> contested = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Observed(WorkMailClient workmail, Place place) {
    this.workmail = workmail;
    this.place = place;
  }

  /** Reads everything. */
  static Observed of(WorkMailClient workmail, Place place) {
    Observed observed = new Observed(workmail, place);
    observed.entities();
    observed.ties();
    observed.domains();
    observed.policies();
    observed.jobs();
    return observed;
  }

  /** The account's organizations, by alias; those of the clients that come and go. */
  static Map<String, String> organizations(WorkMailClient workmail, String prefix) {
    Map<String, String> facts = new TreeMap<>();
    workmail
        .listOrganizationsPaginator(r -> r.maxResults(100))
        .forEach(
            page -> {
              for (OrganizationSummary one : page.organizationSummaries()) {
                if (one.alias().startsWith(prefix)) {
                  facts.put("organization:" + one.alias(), one.state());
                }
              }
            });
    return facts;
  }

  Map<String, String> facts() {
    return facts;
  }

  /** Contested users, name to id. */
  Map<String, String> contested() {
    return contested;
  }

  private void entities() {
    each(
        workmail.listUsersPaginator(r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.users(),
        user -> {
          if (user.name() != null && user.name().startsWith(Contest.PREFIX)) {
            put(contested, user.name(), user.id());
          } else if (user.state() != EntityState.DELETED) {
            entity(Kind.USER, user.id(), user.name(), user.stateAsString(), user.email());
            put(facts, "display:" + user.name(), user.displayName());
          }
        });
    each(
        workmail.listGroupsPaginator(r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.groups(),
        group -> {
          if (group.state() != EntityState.DELETED) {
            entity(Kind.GROUP, group.id(), group.name(), group.stateAsString(), group.email());
          }
        });
    each(
        workmail.listResourcesPaginator(r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.resources(),
        room -> {
          if (room.state() != EntityState.DELETED) {
            entity(Kind.RESOURCE, room.id(), room.name(), room.stateAsString(), room.email());
          }
        });
  }

  private void entity(Kind kind, String id, String name, String state, String email) {
    names.put(id, name);
    put(facts, kind.fact(name), id);
    put(facts, "state:" + name, state);
    if (!state.equals("ENABLED")) {
      return;
    }
    put(facts, "address:" + email, name + ", primary");
    each(
        workmail.listAliasesPaginator(
            r -> r.organizationId(place.id()).entityId(id).maxResults(100)),
        page -> page.aliases(),
        alias -> {
          if (!alias.equals(email)) {
            put(facts, "address:" + alias, name);
          }
        });
    if (kind == Kind.USER) {
      put(
          facts,
          "quota:" + name,
          workmail
              .getMailboxDetails(r -> r.organizationId(place.id()).userId(id))
              .mailboxQuota()
              .toString());
    }
  }

  private void ties() {
    Map.copyOf(facts)
        .forEach(
            (fact, id) -> {
              int colon = fact.indexOf(':');
              switch (fact.substring(0, colon)) {
                case "user" -> permissions(id);
                case "group" -> members(id);
                case "resource" -> delegates(id);
                default -> {
                  // nothing is tied to it
                }
              }
            });
  }

  private void permissions(String id) {
    each(
        workmail.listMailboxPermissionsPaginator(r -> r.organizationId(place.id()).entityId(id)),
        page -> page.permissions(),
        one -> tie("permission", id, one.granteeId()));
  }

  private void members(String id) {
    each(
        workmail.listGroupMembersPaginator(r -> r.organizationId(place.id()).groupId(id)),
        page -> page.members(),
        one -> tie("member", id, one.id()));
  }

  private void delegates(String id) {
    each(
        workmail.listResourceDelegatesPaginator(r -> r.organizationId(place.id()).resourceId(id)),
        page -> page.delegates(),
        one -> tie("delegate", id, one.id()));
  }

  private void tie(String word, String to, String who) {
    put(facts, "%s:%s:%s".formatted(word, names.get(to), names.get(who)), "yes");
  }

  private void domains() {
    each(
        workmail.listMailDomainsPaginator(r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.mailDomains(),
        domain -> {
          if (!domain.domainName().endsWith(TEST_SUFFIX)) {
            put(facts, "domain:" + domain.domainName(), "there");
          }
        });
    each(
        workmail.listAvailabilityConfigurationsPaginator(
            r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.availabilityConfigurations(),
        one -> put(facts, "availability:" + one.domainName(), one.lambdaProvider().lambdaArn()));
    Boolean enforced =
        workmail.describeInboundDmarcSettings(r -> r.organizationId(place.id())).enforced();
    if (enforced != null) {
      put(facts, "dmarc", enforced.toString());
    }
  }

  private void policies() {
    String id = place.id();
    workmail
        .listAccessControlRules(r -> r.organizationId(id))
        .rules()
        .forEach(
            rule -> {
              if (!rule.name().equals("default")) {
                put(facts, "rule:" + rule.name(), rule.ipRanges().get(0));
              }
            });
    workmail
        .listMobileDeviceAccessRules(r -> r.organizationId(id))
        .rules()
        .forEach(
            rule -> {
              if (rule.name().startsWith("mobile-")) {
                put(facts, "mobile:" + rule.name(), rule.effectAsString());
              }
            });
    workmail
        .listMobileDeviceAccessOverridesPaginator(r -> r.organizationId(id).maxResults(100))
        .forEach(
            page ->
                page.overrides()
                    .forEach(
                        one ->
                            put(
                                facts,
                                "override:%s:%s"
                                    .formatted(
                                        names.get(one.userId()),
                                        one.deviceId().toLowerCase(Locale.ROOT)),
                                one.effectAsString())));
    each(
        workmail.listImpersonationRolesPaginator(r -> r.organizationId(id).maxResults(20)),
        page -> page.roles(),
        role -> put(facts, "role:" + role.name(), "there"));
    workmail
        .listTagsForResource(
            r ->
                r.resourceARN(
                    "arn:aws:workmail:%s:%s:organization/%s"
                        .formatted(SystemUnderLoad.REGION, place.account(), id)))
        .tags()
        .forEach(tag -> put(facts, "tag:" + tag.key(), tag.value()));
    try {
      put(
          facts,
          "retention",
          workmail
              .getDefaultRetentionPolicy(r -> r.organizationId(id))
              .folderConfigurations()
              .get(0)
              .period()
              .toString());
    } catch (EntityNotFoundException e) {
      // there is none
    }
    try {
      put(
          facts,
          "monitoring",
          workmail.describeEmailMonitoringConfiguration(r -> r.organizationId(id)).logGroupArn());
    } catch (ResourceNotFoundException e) {
      // there is none
    }
  }

  private void jobs() {
    each(
        workmail.listMailboxExportJobsPaginator(r -> r.organizationId(place.id()).maxResults(100)),
        page -> page.jobs(),
        job -> put(facts, "job:" + job.entityId(), job.jobId()));
  }

  private static <P, I> void each(Iterable<P> pages, Function<P, List<I>> items, Consumer<I> take) {
    pages.forEach(page -> items.apply(page).forEach(take));
  }

  private static void put(Map<String, String> facts, String fact, String value) {
    String before = facts.put(fact, value);
    if (before != null) {
      facts.put(fact, before + " and " + value);
    }
  }
}
