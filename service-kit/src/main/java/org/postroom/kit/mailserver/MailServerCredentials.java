package org.postroom.kit.mailserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.query.GuardedPaths;
import org.postroom.transport.WatchedFile;

/**
 * The tokens that mail servers show as {@code Authorization: Bearer}. They open {@code /mail/} and
 * nothing else: a mail server learns no more than it asks about. Only hashes of the tokens are
 * kept.
 */
@Singleton
public class MailServerCredentials implements GuardedPaths {
  private static final String PREFIX = "/mail/";
  private static final String SCHEME = "Bearer ";
  private static final int MIN_LENGTH = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Map<String, String>> namesByHash;

  @Inject
  MailServerCredentials(KitConfig config) {
    this(config.mailServerCredentialsFile().map(Path::of));
  }

  /**
   * Reads the tokens, and again when the file changes.
   *
   * @param file empty when no mail server is to be let in
   * @throws IllegalArgumentException for a token that is too short to be random
   */
  public MailServerCredentials(Optional<Path> file) {
    this.namesByHash =
        file.<Supplier<Map<String, String>>>map(
                path -> new WatchedFile<>(path, MailServerCredentials::read))
            .orElse(Map::of);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public boolean areOpenTo(String authorization) {
    return nameOf(authorization).isPresent();
  }

  /** The name of the mail server that shows this Authorization header. */
  public Optional<String> nameOf(String authorization) {
    // Found by its hash: how long that takes tells nothing about the token.
    return authorization == null || !authorization.startsWith(SCHEME)
        ? Optional.empty()
        : Optional.ofNullable(
            namesByHash.get().get(hash(authorization.substring(SCHEME.length()))));
  }

  private static Map<String, String> read(byte[] json) {
    Map<String, String> names = new HashMap<>();
    try {
      Content content = JSON.readValue(json, Content.class);
      if (content == null || content.credentials == null) {
        throw new IllegalArgumentException("it has no list \"credentials\"");
      }
      for (Entry entry : content.credentials) {
        if (entry.name == null || entry.token == null || entry.token.length() < MIN_LENGTH) {
          throw new IllegalArgumentException(
              "a mail server's credential needs a name and a token of at least "
                  + MIN_LENGTH
                  + " characters");
        }
        names.put(hash(entry.token), entry.name);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON file of mail servers' credentials");
    }
    return Map.copyOf(names);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Content(@JsonProperty("credentials") List<Entry> credentials) {}

  private record Entry(@JsonProperty("name") String name, @JsonProperty("token") String token) {
    @Override
    public String toString() {
      return "[credential of " + name + "]";
    }
  }
}
