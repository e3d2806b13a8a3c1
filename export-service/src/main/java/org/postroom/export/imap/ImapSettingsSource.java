package org.postroom.export.imap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.postroom.export.ExportConfig.ImapConfig;
import org.postroom.export.ExportConfig.MailboxName;
import org.postroom.export.ExportConfig.Security;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;

/** Finds the settings of an organization: its own in the organizations file, else those for all. */
final class ImapSettingsSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TLS_PORT = 993;
  private static final int PLAIN_PORT = 143;
  private static final String PREFIX = "postroom.export.imap.";

  private final ImapConfig config;

  ImapSettingsSource(ImapConfig config) {
    this.config = config;
  }

  ImapSettings of(String organizationId) throws ExportBroken {
    JsonNode own = own(organizationId);
    boolean ownHost = text(own, "host").isPresent();
    Security security = choice(own, "security", config.security());
    int usual = security == Security.TLS ? TLS_PORT : PLAIN_PORT;
    return new ImapSettings(
        required(text(own, "host").or(config::host), "host"),
        own.path("port").asInt(ownHost ? usual : config.port().orElse(usual)),
        security,
        text(own, "trusted-certificates").map(Path::of).or(config::trustedCertificates),
        choice(own, "login", config.login()),
        ownHost
            ? ofItsOwn(own, "master-user")
            : required(text(own, "master-user").or(config::masterUser), "master-user"),
        ownHost
            ? Path.of(ofItsOwn(own, "master-password-file"))
            : required(
                text(own, "master-password-file").map(Path::of).or(config::masterPasswordFile),
                "master-password-file"),
        mailboxName(own),
        text(own, "separator").orElse(config.separator()),
        config.connectTimeout(),
        config.readTimeout());
  }

  private MailboxName mailboxName(JsonNode own) throws ExportBroken {
    MailboxName name = choice(own, "mailbox-name", config.mailboxName());
    if (name == MailboxName.NAME && own.isMissingNode()) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "Two organizations may have users of one name: "
                  + PREFIX
                  + "mailbox-name=name is only for organizations that the organizations file names"));
    }
    return name;
  }

  private JsonNode own(String organizationId) throws ExportBroken {
    if (config.organizationsFile().isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(config.organizationsFile().get().toFile()).path(organizationId);
    } catch (IOException e) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The organizations' mail servers cannot be read from "
                  + config.organizationsFile().get()
                  + "; see "
                  + PREFIX
                  + "organizations-file",
              e));
    }
  }

  private static Optional<String> text(JsonNode own, String key) {
    return Optional.ofNullable(own.path(key).textValue());
  }

  /** What an organization with a server of its own must say: that server gets no other password. */
  private static String ofItsOwn(JsonNode own, String key) throws ExportBroken {
    Optional<String> value = text(own, key);
    if (value.isEmpty()) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The organizations file gives the organization a host of its own but no "
                  + key
                  + "; the one for all is not used there"));
    }
    return value.get();
  }

  private static <T> T required(Optional<T> value, String key) throws ExportBroken {
    if (value.isEmpty()) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "Nobody has said where the organization's mailboxes are: "
                  + PREFIX
                  + key
                  + " is not set"));
    }
    return value.get();
  }

  private static <E extends Enum<E>> E choice(JsonNode own, String key, E forAll)
      throws ExportBroken {
    Optional<String> chosen = text(own, key);
    try {
      return chosen
          .map(
              name ->
                  Enum.valueOf(
                      forAll.getDeclaringClass(), name.toUpperCase(Locale.ROOT).replace('-', '_')))
          .orElse(forAll);
    } catch (IllegalArgumentException e) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The organizations file says "
                  + key
                  + "="
                  + chosen.orElse("")
                  + ", which is not a value of "
                  + PREFIX
                  + key,
              e));
    }
  }
}
