package org.postroom.directory.external;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.postroom.directory.organization.model.DirectoryCondition;

/**
 * A file in place of a directory, to try clients and operation with: {@code
 * {"credential":"…","readOnly":false}}. Without the file the directory is not available, and it
 * knows those who show its credential.
 */
@Singleton
class SimulatedDirectory implements DirectoryAdapter {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public DirectoryCondition ask(ConnectedDirectory directory) throws IOException {
    Content content =
        JSON.readValue(Files.readAllBytes(Path.of(directory.location())), Content.class);
    String shown = Files.readString(Path.of(directory.credentialsFile())).strip();
    if (content.credential == null
        || !MessageDigest.isEqual(content.credential.getBytes(UTF_8), shown.getBytes(UTF_8))) {
      return DirectoryCondition.AUTHENTICATION_FAILED;
    }
    return content.readOnly ? DirectoryCondition.READ_ONLY : DirectoryCondition.WRITABLE;
  }

  private record Content(
      @JsonProperty("credential") String credential, @JsonProperty("readOnly") boolean readOnly) {
    @Override
    public String toString() {
      return "[a simulated directory]";
    }
  }
}
