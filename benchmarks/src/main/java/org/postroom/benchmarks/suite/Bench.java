package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.util.List;
import org.postroom.benchmarks.driver.DriverProcess;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.JobResult;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Target;
import org.postroom.benchmarks.driver.Work;
import org.postroom.benchmarks.report.Report;
import org.postroom.local.LocalInstallation;

/** What every part of the suite works with. */
record Bench(
    LocalInstallation installation,
    DriverProcess driver,
    Target target,
    Report report,
    Scale scale) {

  /**
   * Runs clients in a closed loop for the usual time, and reports them and what a call of theirs
   * costs each service and server.
   */
  GroupResult load(String name, int clients, Work work) throws IOException {
    ProcessorTime cost = ProcessorTime.of(installation);
    GroupResult result =
        driver
            .run(Job.timed(target, scale.warmUpMillis(), scale.measureMillis(), clients, work))
            .only();
    report.add(
        name + ", " + clients + (clients == 1 ? " client" : " clients"),
        result,
        "µs of processor time for each: " + cost.microsForEach(result.answered()));
    return result;
  }

  /** Load that is not recorded, for as long as the compilers of the services need. */
  void settle(int clients, Work work) throws IOException {
    driver.run(Job.timed(target, scale.settleSeconds() * 1000L, 0, clients, work));
  }

  /** Runs several groups at the same time for the usual time; nothing is reported. */
  List<GroupResult> loads(Job.Group... groups) throws IOException {
    JobResult result =
        driver.run(new Job(target, scale.warmUpMillis(), scale.measureMillis(), List.of(groups)));
    return result.groups();
  }
}
