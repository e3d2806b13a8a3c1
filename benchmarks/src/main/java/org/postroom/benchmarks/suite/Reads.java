package org.postroom.benchmarks.suite;

import java.io.IOException;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Work;
import org.postroom.benchmarks.report.Report;

/** DescribeUser and ListUsers in a small and a large organization. */
final class Reads {
  private static final int CLIENTS = 64;
  private static final int LIST_CLIENTS = 16;
  private static final int PAGE = 100;
  private static final double DESCRIBE_TARGET = 0.35;
  private static final double LIST_TARGET = 1.5;

  private Reads() {}

  static void measure(Bench bench, Organizations organizations) throws IOException {
    int small = bench.scale().smallOrganization();
    int large = bench.scale().largeOrganization();
    Work verify = new Work.VerifyOnly(organizations.small());
    bench.load("Floor: signature verified only", 1, verify);
    GroupResult floor = bench.load("Floor: signature verified only", CLIENTS, verify);
    bench.settle(CLIENTS, new Work.DescribeUsers(organizations.small(), "user-", small));
    GroupResult describe = describe(bench, organizations.small(), small, CLIENTS);
    Report report = bench.report();
    report.atLeast(
        "DescribeUser/s at 64 clients : verified only/s",
        describe.rate() / floor.rate(),
        DESCRIBE_TARGET);
    describe(bench, organizations.small(), small, 1);
    describe(bench, organizations.large(), large, 1);
    GroupResult describeLarge = describe(bench, organizations.large(), large, CLIENTS);
    report.ratio(
        "DescribeUser/s at 64 clients, large : small organization",
        describeLarge.rate() / describe.rate());

    bench.settle(LIST_CLIENTS, new Work.ListUsers(organizations.small(), PAGE));
    GroupResult listSmall = list(bench, organizations.small(), small, 1);
    GroupResult listLarge = list(bench, organizations.large(), large, 1);
    report.atMost(
        "ListUsers p50 at 1 client, large : small organization",
        listLarge.p50() / (double) listSmall.p50(),
        LIST_TARGET);
    GroupResult manySmall = list(bench, organizations.small(), small, LIST_CLIENTS);
    GroupResult manyLarge = list(bench, organizations.large(), large, LIST_CLIENTS);
    report.ratio(
        "ListUsers/s at 16 clients, small : large organization",
        manySmall.rate() / manyLarge.rate());
  }

  private static GroupResult describe(Bench bench, String organization, int users, int clients)
      throws IOException {
    return bench.load(
        "DescribeUser among " + users,
        clients,
        new Work.DescribeUsers(organization, "user-", users));
  }

  private static GroupResult list(Bench bench, String organization, int users, int clients)
      throws IOException {
    return bench.load(
        "ListUsers among " + users + ", pages of " + PAGE,
        clients,
        new Work.ListUsers(organization, PAGE));
  }
}
