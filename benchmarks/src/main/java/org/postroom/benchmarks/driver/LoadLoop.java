package org.postroom.benchmarks.driver;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.postroom.benchmarks.driver.JobResult.GroupResult;

/**
 * Runs jobs: one thread serves the connections of all clients, so that the driver takes little of
 * the machine that it shares with what it measures.
 */
public final class LoadLoop {
  private static final long SELECT_MILLIS = 100;

  private final Clock clock;
  private final RandomGenerator random;
  private final ByteBuffer scratch = ByteBuffer.allocate(64 * 1024);

  public LoadLoop(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Runs a job to its end; requests that are under way then are waited for. */
  public JobResult run(Job job) throws IOException {
    try (Selector selector = Selector.open()) {
      long from = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(job.warmUpMillis());
      long until =
          job.measureMillis() == Job.UNBOUNDED
              ? Long.MAX_VALUE
              : from + TimeUnit.MILLISECONDS.toNanos(job.measureMillis());
      double cpuBefore = cpuSeconds();
      List<Crew> crews = new ArrayList<>();
      for (Job.Group group : job.groups()) {
        Target target = group.target() == null ? job.target() : group.target();
        RequestSigner signer = new RequestSigner(target, clock);
        crews.add(new Crew(target, group, selector, signer, random, from, until));
      }
      while (crews.stream().anyMatch(Crew::busy)) {
        selector.select(SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          connection.crew.serve(connection, key, scratch);
        }
        selector.selectedKeys().clear();
        for (Crew crew : crews) {
          crew.giveUpOnTheLost();
        }
      }
      List<GroupResult> results = new ArrayList<>();
      for (Crew crew : crews) {
        results.add(crew.result());
        crew.close();
      }
      return new JobResult(results, cpuSeconds() - cpuBefore);
    }
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
