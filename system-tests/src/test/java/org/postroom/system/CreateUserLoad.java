package org.postroom.system;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** Clients that create users one after the other and remember what was acknowledged. */
final class CreateUserLoad implements AutoCloseable {
  private final WorkMailClient client;
  private final List<String> organizations;
  private final ExecutorService clients;
  private final AtomicInteger counter = new AtomicInteger();
  private final Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  CreateUserLoad(WorkMailClient client, List<String> organizations, int clients) {
    this.client = client;
    this.organizations = organizations;
    this.clients = Executors.newFixedThreadPool(clients);
    for (String organization : organizations) {
      acknowledged.put(organization, new ConcurrentHashMap<>());
    }
    for (int i = 0; i < clients; i++) {
      this.clients.submit(this::run);
    }
  }

  /** Per organization: the acknowledged users, name to id. */
  Map<String, Map<String, String>> acknowledged() {
    return acknowledged;
  }

  /** How many users have been acknowledged so far. */
  int count() {
    return acknowledged.values().stream().mapToInt(Map::size).sum();
  }

  /** Calls that failed in spite of the SDK's retries. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets every client finish its call. */
  @Override
  public void close() {
    stopping = true;
    clients.shutdown();
    try {
      if (!clients.awaitTermination(2, TimeUnit.MINUTES)) {
        failures.add("a client did not finish");
        clients.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      int number = counter.incrementAndGet();
      String organization = organizations.get(number % organizations.size());
      String name = "user" + number;
      try {
        String id =
            client
                .createUser(r -> r.organizationId(organization).name(name).displayName(name))
                .userId();
        acknowledged.get(organization).put(name, id);
      } catch (SdkException e) {
        failures.add(name + ": " + e.getMessage());
      }
    }
  }
}
