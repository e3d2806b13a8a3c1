package org.postroom.local;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

/**
 * Exchanges the key that seals while everything runs. Every step can be found again in the file of
 * the keys and in what rests under them: a rotation that broke off anywhere is finished by the next
 * one.
 *
 * <ol>
 *   <li>A new key is added to the file; every part reads it within about a second and can open with
 *       it. The next step waits for all of them.
 *   <li>The new key becomes the current one; again all are waited for.
 *   <li>Everything at rest is sealed anew: the services' databases, the credentials file.
 *   <li>Old keys are taken out of the file once nothing can need them, which is {@link #KEPT} after
 *       they ceased to be current.
 * </ol>
 */
public final class KeyRotation {
  /**
   * How long a key is kept that is not current any more: longer than commands are in their topics
   * and inboxes (8 days), page tokens and client tokens count (a day), and long enough for cursors
   * of the event feed that somebody put away. Backups of a database need the keys of their time.
   */
  public static final Duration KEPT = Duration.ofDays(30);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CREDENTIALS = "credentials file";

  private final PrivateFile keysFile;
  private final CredentialSecrets credentials;
  private final List<KeyUser> users;
  private final SecureRandom random;
  private final Clock clock;
  private final Consumer<String> report;

  KeyRotation(
      PrivateFile keysFile,
      CredentialSecrets credentials,
      List<? extends KeyUser> users,
      SecureRandom random,
      Clock clock,
      Consumer<String> report) {
    this.keysFile = keysFile;
    this.credentials = credentials;
    this.users = List.copyOf(users);
    this.random = random;
    this.clock = clock;
    this.report = report;
  }

  /**
   * The keys of an installation.
   *
   * @param state the running parts; with none of them only the files are looked at
   * @param report is told what happens
   */
  public static KeyRotation of(
      DataDirectory data, InstallationState state, Consumer<String> report) {
    List<KeyUserOverHttp> users = new ArrayList<>();
    List<String> contexts =
        Stream.of(BoundedContext.values()).map(BoundedContext::wireName).toList();
    for (InstallationState.PartState part : state.parts()) {
      String service = ServiceDefinition.serviceOf(part.name());
      if (service.equals("gateway") || contexts.contains(service)) {
        users.add(
            new KeyUserOverHttp(
                part.name(),
                URI.create("http://127.0.0.1:" + part.port()),
                data.serviceCredential(),
                contexts.contains(service)));
      }
    }
    return new KeyRotation(
        new PrivateFile(data.sealingKeysFile()),
        new CredentialSecrets(new PrivateFile(data.credentialsFile())),
        users,
        new SecureRandom(),
        Clock.systemUTC(),
        report);
  }

  /**
   * Makes a new key the current one and seals everything at rest with it; or finishes the rotation
   * that broke off.
   *
   * @throws InstallationException when a part does not follow; nothing is lost, and the next call
   *     goes on from there
   */
  public void rotate() {
    SealingKeys keys = keys();
    String next = pending(keys);
    if (next == null && isSettled(keys)) {
      next = addKey(keys);
    }
    if (next != null) {
      String added = next;
      awaitAll("open with the key " + added, facts -> facts.known().contains(added));
      write(keys().sealingWith(added, clock.instant()));
      report.accept("The key " + added + " seals from now on.");
    } else {
      report.accept("The rotation to the key " + keys.currentId() + " is finished first.");
    }
    String current = keys().currentId();
    awaitAll("seal with the key " + current, facts -> facts.current().equals(current));
    reseal();
    retire();
  }

  private String addKey(SealingKeys keys) {
    int highest = keys.ids().stream().mapToInt(KeyRotation::number).max().orElse(0);
    String id = "k" + (highest + 1);
    byte[] key = new byte[32];
    random.nextBytes(key);
    write(keys.with(id, key, clock.instant()));
    report.accept("The key " + id + " was made.");
    return id;
  }

  private void reseal() {
    credentials.seal(sealer(), false);
    for (KeyUser user : users) {
      boolean done = user.reseal();
      while (!done) {
        done = user.reseal();
      }
      report.accept(user.name() + ": everything at rest is sealed with the current key.");
    }
  }

  /** Takes the keys out that nothing can need any more. */
  public void retire() {
    SealingKeys keys = keys();
    for (String id : new TreeSet<>(keys.ids())) {
      if (!id.equals(keys.currentId()) && !id.equals(pending(keys))) {
        Instant due = retiredFrom(keys, id);
        if (due == null) {
          // Made current and replaced by hand, before anybody noted it: its time begins now.
          keys = noted(keys, id);
        } else if (!clock.instant().isBefore(due) && isUnused(id)) {
          keys = keys.without(id);
          write(keys);
          report.accept("The key " + id + " was taken out; keep it with the backups of its time.");
        }
      }
    }
  }

  /** Seals the secrets in the credentials file that were written by hand; returns how many. */
  public int sealCredentials() {
    return credentials.seal(sealer(), true);
  }

  /** The same for any two files, such as those that Kubernetes' Secrets are made of. */
  public static int sealCredentials(Path keys, Path credentials) {
    return new CredentialSecrets(new PrivateFile(credentials))
        .seal(new SecretSealer(SealingKeys.load(keys), new SecureRandom()), true);
  }

  /** Says which key is used where. */
  public void tell() {
    SealingKeys keys = keys();
    for (String id : new TreeSet<>(keys.ids())) {
      report.accept(id + ": " + role(keys, id));
    }
    credentials
        .counts()
        .forEach(
            (key, count) -> report.accept("%s: %d with %s".formatted(CREDENTIALS, count, key)));
    for (KeyUser user : users) {
      KeyUser.Facts facts = user.facts();
      report.accept(
          "%s: seals with %s, opens with %s"
              .formatted(user.name(), facts.current(), String.join(", ", facts.known())));
      facts
          .atRest()
          .forEach(
              (place, counts) ->
                  counts.forEach(
                      (key, count) ->
                          report.accept("  %s: %d with %s".formatted(place, count, key))));
    }
  }

  private String role(SealingKeys keys, String id) {
    if (id.equals(keys.currentId())) {
      return "seals";
    }
    if (id.equals(pending(keys))) {
      return "opens; the rotation to it is not finished: run ./postroom keys rotate";
    }
    Instant due = retiredFrom(keys, id);
    return due == null ? "opens" : "opens; may be taken out from " + due + " on";
  }

  /** Which keys anything at rest, in files or in databases, was sealed with. */
  Map<String, Long> used() {
    Map<String, Long> used = new TreeMap<>(credentials.counts());
    for (KeyUser user : users) {
      user.facts()
          .atRest()
          .values()
          .forEach(counts -> counts.forEach((key, count) -> used.merge(key, count, Long::sum)));
    }
    return used;
  }

  private boolean isUnused(String id) {
    return !users.isEmpty() && !used().containsKey(id);
  }

  /**
   * Whether nothing is under another key but the digests of client tokens, which expire, and what
   * cannot be sealed anew, since its key is not there any more.
   */
  private boolean isSettled(SealingKeys keys) {
    Predicate<String> isToBeSealedAnew =
        key -> !key.equals(keys.currentId()) && keys.ids().contains(key);
    return credentials.counts().keySet().stream().noneMatch(isToBeSealedAnew)
        && users.stream()
            .flatMap(user -> user.facts().atRest().entrySet().stream())
            .filter(place -> !place.getKey().startsWith("client_token."))
            .flatMap(place -> place.getValue().keySet().stream())
            .noneMatch(isToBeSealedAnew);
  }

  /** The key that was made and does not seal yet; null for none. */
  private static String pending(SealingKeys keys) {
    return keys.ids().stream()
        .filter(id -> number(id) > number(keys.currentId()) && keys.replacedAt(id) == null)
        .findFirst()
        .orElse(null);
  }

  private static int number(String id) {
    return id.matches("k[0-9]{1,8}") ? Integer.parseInt(id.substring(1)) : 0;
  }

  private static Instant retiredFrom(SealingKeys keys, String id) {
    Instant replaced = keys.replacedAt(id);
    return replaced == null ? null : replaced.plus(KEPT);
  }

  private SealingKeys noted(SealingKeys keys, String id) {
    String current = keys.currentId();
    Instant now = clock.instant();
    SealingKeys noted = keys.sealingWith(id, now).sealingWith(current, now);
    write(noted);
    return noted;
  }

  private void awaitAll(String what, Predicate<KeyUser.Facts> condition) {
    Instant until = clock.instant().plus(PATIENCE);
    for (KeyUser user : users) {
      while (!condition.test(user.facts())) {
        if (clock.instant().isAfter(until)) {
          throw new InstallationException(
              "The part %s does not %s yet; run the command again later."
                  .formatted(user.name(), what));
        }
        Pause.brief();
      }
    }
  }

  private SealingKeys keys() {
    return SealingKeys.read(keysFile.read(), "the file of the sealing keys");
  }

  private SecretSealer sealer() {
    return new SecretSealer(keys(), random);
  }

  private void write(SealingKeys keys) {
    keysFile.write(keys.encode());
  }
}
