package org.postroom.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.auth.CredentialsChange.OfKey;

/** The credentials of the installation at one moment, by access key id. */
public final class Credentials {
  /** None at all. */
  public static final Credentials NONE = new Credentials(Map.of(), Map.of());

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, Credential> byAccessKeyId;
  private final Map<String, RequestRate> rates;

  private Credentials(Map<String, Credential> byAccessKeyId, Map<String, RequestRate> rates) {
    this.byAccessKeyId = byAccessKeyId;
    this.rates = rates;
  }

  /**
   * Reads the file's content: {@code {"credentials":[{"accessKeyId":…,"secretAccessKey":…,
   * "sessionToken":…,"expiration":"<ISO-8601>","account":…,"principal":…,"policy":{…}}]}}. A key
   * without a policy may do nothing. A secret access key and a session token may be sealed for
   * their access key. A member {@code "accounts":{"<account>":{"requestsPerSecond":…, "burst":…}}}
   * gives accounts request rates of their own.
   *
   * @throws IllegalArgumentException with a reason that names no secret, when it is no such file
   */
  public static Credentials parse(byte[] json, SecretSealer sealer) {
    FileContent content;
    try {
      content = MAPPER.readValue(json, FileContent.class);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null ? "" : " at line " + Math.max(1, e.getLocation().getLineNr());
      throw new IllegalArgumentException("it is not the expected JSON" + place);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read");
    }
    if (content == null
        || content.credentials() == null
        || content.credentials().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("it has no list \"credentials\" of objects");
    }
    Map<String, Credential> byId = new HashMap<>();
    for (int i = 0; i < content.credentials().size(); i++) {
      Credential credential = content.credentials().get(i).check(i + 1, sealer);
      if (byId.put(credential.accessKeyId(), credential) != null) {
        throw new IllegalArgumentException("access key " + credential.accessKeyId() + " is double");
      }
    }
    return new Credentials(Map.copyOf(byId), rates(content.accounts()));
  }

  private static Map<String, RequestRate> rates(Map<String, Account> accounts) {
    Map<String, RequestRate> rates = new HashMap<>();
    if (accounts != null) {
      accounts.forEach(
          (id, account) -> {
            if (account != null && account.requestsPerSecond() != null) {
              rates.put(id, account.rate(id));
            }
          });
    }
    return Map.copyOf(rates);
  }

  /** The request rate that an account has of its own, or null. */
  public RequestRate rateOf(String account) {
    return rates.get(account);
  }

  /** The credential with this access key id, or null. */
  public Credential byAccessKeyId(String accessKeyId) {
    return byAccessKeyId.get(accessKeyId);
  }

  /** Those that may do nothing, by their ids, in order. */
  public List<String> withoutPolicy() {
    return byAccessKeyId.values().stream()
        .filter(credential -> credential.policy() == Policy.NONE)
        .map(Credential::accessKeyId)
        .sorted()
        .toList();
  }

  /** How they differ from those of before. */
  public CredentialsChange since(Credentials before) {
    List<OfKey> keys = new ArrayList<>();
    for (String id : union(before.byAccessKeyId, byAccessKeyId)) {
      Credential old = before.byAccessKeyId.get(id);
      Credential now = byAccessKeyId.get(id);
      if (old == null || now == null || !old.account().equals(now.account())) {
        if (old != null) {
          keys.add(OfKey.removed(old));
        }
        if (now != null) {
          keys.add(OfKey.added(now));
        }
      } else {
        List<String> members = now.membersOtherThanIn(old);
        if (!members.isEmpty()) {
          keys.add(OfKey.changed(now, members));
        }
      }
    }
    List<String> otherRates =
        union(before.rates, rates).stream()
            .filter(account -> !Objects.equals(before.rates.get(account), rates.get(account)))
            .toList();
    return new CredentialsChange(keys, otherRates);
  }

  private static SortedSet<String> union(Map<String, ?> one, Map<String, ?> other) {
    SortedSet<String> all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    return all;
  }

  /** How many there are. */
  public int size() {
    return byAccessKeyId.size();
  }

  private record FileContent(
      @JsonProperty("credentials") List<Entry> credentials,
      @JsonProperty("accounts") Map<String, Account> accounts) {}

  private record Account(
      @JsonProperty("requestsPerSecond") Long requestsPerSecond,
      @JsonProperty("burst") Long burst) {

    /** Without a burst, what comes in a second may come at once. */
    RequestRate rate(String id) {
      try {
        return new RequestRate(requestsPerSecond, burst == null ? requestsPerSecond : burst);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "its account " + id + " has no valid rate: " + e.getMessage());
      }
    }
  }

  private record Entry(
      @JsonProperty("accessKeyId") String accessKeyId,
      @JsonProperty("secretAccessKey") String secretAccessKey,
      @JsonProperty("sessionToken") String sessionToken,
      @JsonProperty("expiration") String expiration,
      @JsonProperty("account") String account,
      @JsonProperty("principal") String principal,
      @JsonProperty("policy") JsonNode policy) {

    Credential check(int number, SecretSealer sealer) {
      require(accessKeyId != null && accessKeyId.matches("\\w{1,128}"), number, "accessKeyId");
      require(secretAccessKey != null && !secretAccessKey.isEmpty(), number, "secretAccessKey");
      require(sessionToken == null || !sessionToken.isEmpty(), number, "sessionToken");
      require(account != null && account.matches("[0-9]{12}"), number, "account");
      require(principal != null && principal.startsWith("arn:"), number, "principal");
      return Credential.of(
          accessKeyId,
          opened(
              number,
              "secretAccessKey",
              secretAccessKey,
              SecretSealer.accessKey(accessKeyId),
              sealer),
          opened(
              number, "sessionToken", sessionToken, SecretSealer.sessionToken(accessKeyId), sealer),
          expiration == null ? null : instant(number),
          account,
          principal,
          policy == null || policy.isNull() ? Policy.NONE : policy(number));
    }

    private static String opened(
        int number, String member, String secret, String binding, SecretSealer sealer) {
      if (secret == null || SecretSealer.keyOf(secret) == null) {
        return secret;
      }
      try {
        return sealer.open(secret, binding);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "its entry " + number + " has a \"" + member + "\" that cannot be opened");
      }
    }

    private Policy policy(int number) {
      try {
        return PolicyDocument.read(policy);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "its entry " + number + " has no valid \"policy\": " + e.getMessage());
      }
    }

    private Instant instant(int number) {
      try {
        return Instant.parse(expiration);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "its entry " + number + " has an \"expiration\" that is no ISO-8601 instant");
      }
    }

    private static void require(boolean holds, int number, String member) {
      if (!holds) {
        throw new IllegalArgumentException(
            "its entry " + number + " has no valid \"" + member + '"');
      }
    }
  }
}
