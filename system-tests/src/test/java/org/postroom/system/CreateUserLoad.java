package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.ListUsersResponse;
import software.amazon.awssdk.services.workmail.model.User;

/**
 * Clients that create users one after the other, each in one organization, with the SDK's own
 * retries, and remember what was acknowledged and how long it took.
 */
public final class CreateUserLoad implements AutoCloseable {
  private final WorkMailClient client;
  private final Duration pause;
  private final AtomicInteger counter = new AtomicInteger();
  private final Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final Clients clients = new Clients(Duration.ofMinutes(3), failures::add);

  /**
   * Begins.
   *
   * @param clients how many; organizations have one after the other in turn
   * @param pause of each client between two calls
   */
  public CreateUserLoad(
      WorkMailClient client, List<String> organizations, int clients, Duration pause) {
    this.client = client;
    this.pause = pause;
    organizations.forEach(each -> acknowledged.put(each, new ConcurrentHashMap<>()));
    for (int i = 0; i < clients; i++) {
      String organization = organizations.get(i % organizations.size());
      this.clients.start(() -> run(organization));
    }
  }

  /** How many users have been acknowledged so far. */
  public int count() {
    return acknowledged.values().stream().mapToInt(Map::size).sum();
  }

  /** What calls took since the last time this was asked, failed ones too. */
  public Figures figures() {
    List<Long> taken = new ArrayList<>();
    for (Long each = latencies.poll(); each != null; each = latencies.poll()) {
      taken.add(each);
    }
    taken.sort(null);
    return new Figures(taken);
  }

  /**
   * What clients saw for a while.
   *
   * @param latencies nanoseconds, sorted
   */
  public record Figures(List<Long> latencies) {
    /** How long an answer was waited for at most. */
    public Duration longest() {
      return at(latencies.size() - 1);
    }

    @Override
    public String toString() {
      return "%d calls, p50 %d ms, p99 %d ms, an organization waited at most %d ms"
          .formatted(
              latencies.size(),
              at(latencies.size() / 2).toMillis(),
              at(latencies.size() * 99 / 100).toMillis(),
              longest().toMillis());
    }

    private Duration at(int index) {
      return latencies.isEmpty() ? Duration.ZERO : Duration.ofNanos(latencies.get(index));
    }
  }

  /**
   * Every call was acknowledged in spite of all; every acknowledged user is there once and was told
   * of once, and nothing else is there.
   */
  public void assertNothingIsLost(EventLog events) {
    assertThat(failures).as("calls that failed in spite of retries").isEmpty();
    acknowledged.forEach(
        (organization, users) -> {
          assertThat(listed(organization)).as("users of %s", organization).isEqualTo(users);
          assertThat(created(events.of(organization)))
              .as("one UserCreated for each user of %s", organization)
              .isEqualTo(users);
        });
  }

  private Map<String, String> listed(String organization) {
    Map<String, String> users = new HashMap<>();
    for (ListUsersResponse page :
        client.listUsersPaginator(r -> r.organizationId(organization).maxResults(100))) {
      for (User user : page.users()) {
        assertThat(users.put(user.name(), user.id()))
            .as("%s is listed twice", user.name())
            .isNull();
      }
    }
    return users;
  }

  private static Map<String, String> created(List<EventEnvelope> events) {
    Map<String, String> users = new HashMap<>();
    for (EventEnvelope event : events) {
      if (event.type().equals(DirectoryEvents.USER_CREATED.wireName())) {
        UserCreated user = Json.read(event.data(), UserCreated.class);
        assertThat(users.put(user.name(), user.userId()))
            .as("%s was created twice", user.name())
            .isNull();
      }
    }
    return users;
  }

  /** Lets every client finish its call. */
  @Override
  public void close() {
    clients.close();
  }

  private void run(String organization) {
    while (!clients.isStopping()) {
      String name = "user" + counter.incrementAndGet();
      long start = System.nanoTime();
      try {
        String id =
            client
                .createUser(r -> r.organizationId(organization).name(name).displayName(name))
                .userId();
        acknowledged.get(organization).put(name, id);
      } catch (SdkException e) {
        failures.add(name + ": " + e.getMessage());
      }
      latencies.add(System.nanoTime() - start);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause.toMillis()));
    }
  }
}
