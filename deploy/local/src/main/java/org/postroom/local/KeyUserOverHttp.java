package org.postroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A part asked at its internal endpoints. */
final class KeyUserOverHttp implements KeyUser {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String name;
  private final URI address;
  private final String credential;
  private final boolean keepsSecrets;

  /**
   * @param keepsSecrets whether it has a database
   */
  KeyUserOverHttp(String name, URI address, String credential, boolean keepsSecrets) {
    this.name = name;
    this.address = address;
    this.credential = credential;
    this.keepsSecrets = keepsSecrets;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Facts facts() {
    JsonNode facts = ask(HttpRequest.newBuilder(address.resolve("/internal/keys")).GET());
    Set<String> known = new TreeSet<>();
    facts.path("Known").forEach(id -> known.add(id.asText()));
    Map<String, Map<String, Long>> atRest = new TreeMap<>();
    facts
        .path("AtRest")
        .properties()
        .forEach(place -> atRest.put(place.getKey(), counts(place.getValue())));
    if (!facts.path("ClientTokens").isEmpty()) {
      atRest.put("client_token.request_digest", counts(facts.path("ClientTokens")));
    }
    return new Facts(facts.path("Current").asText(), known, atRest);
  }

  private static Map<String, Long> counts(JsonNode counts) {
    Map<String, Long> byKey = new TreeMap<>();
    counts.properties().forEach(count -> byKey.put(count.getKey(), count.getValue().asLong()));
    return byKey;
  }

  @Override
  public boolean reseal() {
    if (!keepsSecrets) {
      return true;
    }
    JsonNode step =
        ask(
            HttpRequest.newBuilder(address.resolve("/internal/keys/reseal"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    return step.path("Done").asBoolean() && step.path("Resealed").asInt() == 0;
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(
              request.timeout(PATIENCE).header("Authorization", "Bearer " + credential).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new InstallationException(
            "The part %s answers %d; run the command again when it is well."
                .formatted(name, answer.statusCode()));
      }
      return DataDirectory.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new InstallationException(
          "The part %s does not answer; run the command again when it runs.".formatted(name), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.");
    }
  }
}
