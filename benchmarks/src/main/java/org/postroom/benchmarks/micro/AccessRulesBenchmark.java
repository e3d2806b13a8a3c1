package org.postroom.benchmarks.micro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postroom.contract.policy.AccessControlRuleEffect;
import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.access.model.AccessDecision;
import org.postroom.policy.access.model.AccessRequest;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.access.model.AccessRuleSet;

/**
 * The largest rule set there can be: ten rules of 1,024 ranges to be in, 1,024 not to be in, ten
 * users and all actions. Every condition of every rule must be looked at, as all match.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AccessRulesBenchmark {
  private static final int RANGES = 1024;
  private static final int LIST = 10;

  private final Random random = new Random(5);
  private final List<AccessRule> rules =
      IntStream.range(0, AccessRule.MAX_RULES).mapToObj(this::rule).toList();
  private final AccessRuleSet ready = AccessRuleSet.of(rules);
  private final AccessRequest matching =
      AccessRequest.byUser("10.200.3.4", AccessAction.IMAP, "user9");
  private final AccessRequest elsewhere =
      AccessRequest.byUser("192.0.2.1", AccessAction.IMAP, "user9");

  private AccessRule rule(int number) {
    List<String> in = ranges(10);
    // The address is in the last range alone.
    in.set(RANGES - 1, "10.200.0.0/16");
    return new AccessRule(
        "rule" + number,
        AccessControlRuleEffect.ALLOW,
        "",
        in,
        ranges(11),
        List.of("EWS", "SMTP", "IMAP"),
        List.of("WebMail"),
        IntStream.range(0, LIST).mapToObj(i -> "user" + i).toList(),
        IntStream.range(0, LIST).mapToObj(i -> "other" + i).toList(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private List<String> ranges(int firstOctet) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < RANGES; i++) {
      ranges.add(
          "%d.%d.%d.0/%d"
              .formatted(firstOctet, random.nextInt(200), random.nextInt(256), 20 + i % 13));
    }
    return ranges;
  }

  /** An access that every rule matches. */
  @Benchmark
  public AccessDecision decideWhatAllRulesMatch() {
    return ready.decide(matching);
  }

  /** An access from an address in none of the ranges. */
  @Benchmark
  public AccessDecision decideWhatNoRuleMatches() {
    return ready.decide(elsewhere);
  }

  /** What it costs to make the rules ready after they have changed. */
  @Benchmark
  public AccessRuleSet makeReady() {
    return AccessRuleSet.of(rules);
  }
}
