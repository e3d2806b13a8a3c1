package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;

/** How internal commands travel. */
public final class InternalCommands {
  private static final int MAX_DATA = 64 * 1024;
  private static final int ID_BYTES = 16;

  private InternalCommands() {}

  /** The command's id: equal (type, organization, cause) is the same command. */
  public static String id(InternalCommand<?> command) {
    return "i-" + hash(command.type().wireName(), command.organizationId(), command.cause());
  }

  /**
   * The command as a message.
   *
   * @param account the account that owns the organization, for the events it may cause; null when
   *     it is not known here (it is then known from the organization's earlier events)
   * @param traceParent W3C trace context; null when not traced
   * @throws IllegalArgumentException when its data is too large
   */
  public static CommandEnvelope envelope(
      InternalCommand<?> command, String account, String traceParent) {
    byte[] data = Json.write(command.data());
    if (data.length > MAX_DATA) {
      throw new IllegalArgumentException(command.type() + " has more than 64 KiB of data");
    }
    return new CommandEnvelope(
        command.organizationId(),
        command.type().wireName(),
        id(command),
        null,
        null,
        null,
        account == null ? null : new Caller(account, null, null, null, null),
        null,
        null,
        traceParent,
        data);
  }

  /** A hash over parts, of which none can flow into another. */
  static String hash(String... parts) {
    return HexFormat.of().formatHex(hashBytes(parts), 0, ID_BYTES);
  }

  static byte[] hashBytes(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(UTF_8);
        sha.update((byte) (bytes.length >>> 16));
        sha.update((byte) (bytes.length >>> 8));
        sha.update((byte) bytes.length);
        sha.update(bytes);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
