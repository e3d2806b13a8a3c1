package org.postroom.mailserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Follows the directory's events for addresses, and asks the directory service about passwords as
 * docs/mail-server-integration.md tells mail servers to.
 */
final class PostroomDirectory implements Directory {
  private static final Logger LOG = Logger.getLogger(PostroomDirectory.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Before anybody is told that an address does not exist, the events so far are read. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Addresses addresses = new Addresses();
  private final HttpClient client = HttpClient.newHttpClient();
  private final EventFollower follower;
  private final URI authenticate;
  private final String token;

  PostroomDirectory(String bootstrapServers, URI directoryService, String token) {
    this.follower = new EventFollower(bootstrapServers, addresses::apply);
    this.authenticate = directoryService.resolve("/mail/authenticate");
    this.token = token;
  }

  /**
   * Begins to follow the events and returns when all that have happened are known.
   *
   * @param failed told what has ended the following
   */
  void start(Thread.UncaughtExceptionHandler failed, Duration patience) {
    Thread thread = new Thread(follower, "directory-events");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(failed);
    thread.start();
    if (!follower.catchUp(patience)) {
      throw new IllegalStateException("The directory's events could not be read in time.");
    }
  }

  @Override
  public Optional<Mailbox> mailboxAt(String address) {
    return knownOrNew(() -> addresses.mailboxAt(address));
  }

  @Override
  public Optional<Mailbox> mailboxCalled(String addressIdOrName) {
    return knownOrNew(
        () ->
            addresses
                .mailboxCalled(addressIdOrName)
                .or(() -> addresses.addressOf(addressIdOrName).flatMap(addresses::mailboxAt)));
  }

  @Override
  public Optional<Mailbox> logIn(String addressOrName, String password) {
    Optional<String> address =
        addressOrName.contains("@")
            ? Optional.of(addressOrName)
            : knownOrNew(() -> addresses.addressOf(addressOrName));
    return address.flatMap(known -> ask(known, password));
  }

  private <T> Optional<T> knownOrNew(Supplier<Optional<T>> lookUp) {
    Optional<T> known = lookUp.get();
    if (known.isEmpty() && follower.catchUp(PATIENCE)) {
      return lookUp.get();
    }
    return known;
  }

  private Optional<Mailbox> ask(String address, String password) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(authenticate)
              .timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + token)
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      JSON.writeValueAsBytes(Map.of("Address", address, "Password", password))))
              .build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        LOG.warnf("A log-in could not be checked status=%d", response.statusCode());
        return Optional.empty();
      }
      JsonNode answer = JSON.readTree(response.body());
      return answer.path("Authenticated").asBoolean() && answer.path("HasMailbox").asBoolean()
          ? Optional.of(new Mailbox(answer.path("UserId").asText()))
          : Optional.empty();
    } catch (IOException e) {
      LOG.warnf("A log-in could not be checked, the directory service does not answer");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
