package org.postroom.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.message.ReplyAddress;

/** Commands and events on their way into and out of Kafka records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EnvelopeBenchmark {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";

  private final CommandEnvelope command =
      new CommandEnvelope(
          ORGANIZATION,
          "CreateUser",
          "5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e",
          "1d9bb94f-9bdf-4b5e-8f5c-1f7a1c9d2b11",
          "k1:5f0c9d2e5f0c9d2e5f0c9d2e5f0c9d2e",
          null,
          new Caller(
              "123456789012",
              "arn:aws:iam::123456789012:user/admin",
              "AKIDEXAMPLE",
              "127.0.0.1",
              "aws-cli/2"),
          Instant.parse("2026-11-22T12:00:15Z"),
          new ReplyAddress(7, "gateway-1"),
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          ("{\"OrganizationId\":\"" + ORGANIZATION + "\",\"Name\":\"grace\"}").getBytes(UTF_8));

  private final Map<String, byte[]> commandHeaders = command.headers();

  private final EventEnvelope event =
      new EventEnvelope(
          "1d9bb94f-9bdf-4b5e-8f5c-1f7a1c9d2b11",
          "/postroom/directory",
          DirectoryEvents.USER_DELETED.wireName(),
          Instant.parse("2026-11-22T12:00:00Z"),
          ORGANIZATION,
          "123456789012",
          1,
          42,
          command.commandId(),
          Json.write(new UserDeleted("6a1b8f6e-3df3-45ff-bc26-3f6d2a6f7b0a")));

  private final Map<String, byte[]> eventHeaders = event.headers();

  /** A command's headers. */
  @Benchmark
  public Map<String, byte[]> writeCommand() {
    return command.headers();
  }

  /** A command from its record. */
  @Benchmark
  public CommandEnvelope readCommand() {
    return CommandEnvelope.read(ORGANIZATION, commandHeaders::get, command.payload());
  }

  /** An event's headers. */
  @Benchmark
  public Map<String, byte[]> writeEvent() {
    return event.headers();
  }

  /** An event from its record, its data decoded. */
  @Benchmark
  public UserDeleted readEvent() {
    EventEnvelope read = EventEnvelope.read(eventHeaders::get, event.data());
    return Json.read(read.data(), UserDeleted.class);
  }
}
