package org.postroom.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import org.postroom.benchmarks.driver.ApiClient;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Work;

/**
 * DescribeEntity, ListGroupMembers and ListAliases in the small and the large organization of
 * {@link Reads}: everybody is registered there and a member of one group, one user has many
 * aliases.
 */
final class DirectoryReads {
  private static final int CLIENTS = 64;
  private static final int PAGE = 100;
  private static final int ALIASES = 100;
  private static final int ALIAS_PAGE = 25;
  private static final double TARGET = 1.5;
  private static final String USERS = "user-";

  private DirectoryReads() {}

  static void measure(Bench bench, Organizations organizations) throws IOException {
    Filled small = fill(bench, organizations.small(), bench.scale().smallOrganization());
    Filled large = fill(bench, organizations.large(), bench.scale().largeOrganization());
    bench.settle(CLIENTS, small.describe());
    compare(bench, "DescribeEntity", small.describe(), large.describe(), small, large);
    compare(
        bench,
        "ListGroupMembers, pages of " + PAGE,
        small.listMembers(),
        large.listMembers(),
        small,
        large);
    compare(
        bench,
        "ListAliases, pages of " + ALIAS_PAGE,
        small.listAliases(),
        large.listAliases(),
        small,
        large);
  }

  private static void compare(
      Bench bench, String name, Work inSmall, Work inLarge, Filled small, Filled large)
      throws IOException {
    GroupResult one = bench.load(name + ", among " + small.users, 1, inSmall);
    GroupResult other = bench.load(name + ", among " + large.users, 1, inLarge);
    bench
        .report()
        .atMost(
            name + ", p50 at 1 client, large : small organization",
            other.p50() / (double) one.p50(),
            TARGET);
    GroupResult many = bench.load(name + ", among " + small.users, CLIENTS, inSmall);
    GroupResult manyInLarge = bench.load(name + ", among " + large.users, CLIENTS, inLarge);
    bench
        .report()
        .ratio(
            name + "/s at " + CLIENTS + " clients, large : small organization",
            manyInLarge.rate() / many.rate());
  }

  private static Filled fill(Bench bench, String organization, int users) throws IOException {
    String of = "{\"OrganizationId\":\"" + organization + "\",";
    String domain =
        call(bench, "DescribeOrganization", "{\"OrganizationId\":\"" + organization + "\"}")
            .path("DefaultMailDomain")
            .asText();
    counted(
        bench, "RegisterToWorkMail", users, new Work.RegisterUsers(organization, USERS, domain));
    String group =
        call(bench, "CreateGroup", of + "\"Name\":\"everybody\"}").path("GroupId").asText();
    call(
        bench,
        "RegisterToWorkMail",
        of + "\"EntityId\":\"" + group + "\",\"Email\":\"everybody@" + domain + "\"}");
    counted(
        bench, "AssociateMemberToGroup", users, new Work.AddMembers(organization, group, USERS));
    String user =
        call(bench, "DescribeUser", of + "\"UserId\":\"user-1\"}").path("UserId").asText();
    counted(
        bench,
        "CreateAlias",
        ALIASES,
        new Work.CreateAliases(organization, user, "alias-", domain));
    return new Filled(organization, domain, group, user, users);
  }

  /** On a connection of its own: loads in between outlast what a server keeps open. */
  private static JsonNode call(Bench bench, String operation, String body) throws IOException {
    try (ApiClient api = new ApiClient(bench.target(), Clock.systemUTC())) {
      return api.call(operation, body);
    }
  }

  private static void counted(Bench bench, String operation, int requests, Work work)
      throws IOException {
    GroupResult result =
        bench.driver().run(Job.counted(bench.target(), CLIENTS, requests, work)).only();
    bench
        .report()
        .add(operation + ", " + CLIENTS + " clients in one organization, " + requests, result);
    if (result.expected() != requests) {
      throw new IOException(operation + " was not always accepted: " + result);
    }
  }

  /** An organization that is ready to be read. */
  private record Filled(String organization, String domain, String group, String user, int users) {
    Work describe() {
      return new Work.DescribeEntities(organization, USERS, domain, users);
    }

    Work listMembers() {
      return new Work.ListGroupMembers(organization, group, PAGE);
    }

    Work listAliases() {
      return new Work.ListAliases(organization, user, ALIAS_PAGE);
    }
  }
}
