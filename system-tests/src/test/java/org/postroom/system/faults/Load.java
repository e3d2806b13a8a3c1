package org.postroom.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postroom.system.Clients;

/** Several clients that do a bit of everything in all places, until they are told to stop. */
final class Load implements AutoCloseable {
  private static final int CLIENTS = 6;

  private final SystemUnderLoad system;
  private final List<Place> places;
  private final Ledger organizations;
  private final History history;
  private final Contest contest = new Contest();
  private final int thinkMillis;
  private final Clients clients;

  /**
   * @param organizations of what comes and goes
   * @param think how long a client waits between two calls, on average
   */
  Load(
      SystemUnderLoad system,
      List<Place> places,
      Ledger organizations,
      History history,
      Random random,
      Duration think) {
    this.system = system;
    this.places = places;
    this.organizations = organizations;
    this.history = history;
    this.thinkMillis = (int) think.toMillis();
    this.clients = new Clients(Duration.ofMinutes(5), history::violated);
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      Random own = new Random(random.nextLong());
      clients.start(() -> run(number, own));
    }
  }

  Contest contest() {
    return contest;
  }

  /** Lets every client end its call. */
  @Override
  public void close() {
    clients.close();
  }

  private void run(int number, Random random) {
    try (var workmail = system.client()) {
      Caller caller = new Caller(number, workmail, random, history, clients::isStopping);
      List<DirectoryLoad> directories = new ArrayList<>();
      List<SettingsLoad> settings = new ArrayList<>();
      List<TokenLoad> tokens = new ArrayList<>();
      for (Place place : places) {
        DirectoryLoad directory = new DirectoryLoad(caller, place);
        directories.add(directory);
        settings.add(new SettingsLoad(caller, place, place.number() == number, directory));
        tokens.add(new TokenLoad(caller, place, directory));
      }
      OrganizationLoad passing = new OrganizationLoad(caller, organizations);
      while (!clients.isStopping()) {
        int place = random.nextInt(places.size());
        switch (random.nextInt(20)) {
          case 0 -> contest.step(caller, places.get(place));
          case 1 -> passing.step();
          case 2, 3, 4 -> tokens.get(place).step();
          case 5, 6, 7, 8 -> settings.get(place).step();
          default -> directories.get(place).step();
        }
        caller.pause(random.nextInt(2 * thinkMillis));
      }
    } catch (RuntimeException e) {
      history.violated("client " + number + " has ended with " + e);
    }
  }
}
