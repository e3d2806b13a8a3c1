package org.postroom.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.auth.Digests;

/**
 * The ids that make a repeated request the same command: derived from what an SDK keeps over its
 * retries, and random where a client gives nothing to recognize it by.
 */
final class CommandIds {
  private static final int ID_BYTES = 32;
  private static final int ORGANIZATION_DIGITS = 32;

  private final String region;
  private final SecureRandom random;

  CommandIds(String region, SecureRandom random) {
    this.region = region;
    this.random = random;
  }

  /** The id of a command. */
  String commandId(Call<?> call, String organizationId, String requestDigest) {
    if (call.invocationId() == null) {
      return randomHex();
    }
    Caller caller = call.caller();
    return hash(
        "command",
        caller.account(),
        caller.principal(),
        call.operation().name(),
        organizationId,
        call.invocationId(),
        requestDigest);
  }

  /**
   * The id of an organization that a request is to create, so that a retry reaches the same
   * partition and finds the same organization.
   */
  String newOrganizationId(Call<?> call, String clientToken) {
    String account = call.caller().account();
    String operation = call.operation().name();
    String digits;
    if (clientToken != null) {
      digits = hash("organization", account, region, operation, "token", clientToken);
    } else if (call.invocationId() != null) {
      digits = hash("organization", account, region, operation, "call", call.invocationId());
    } else {
      digits = randomHex();
    }
    return "m-" + digits.substring(0, ORGANIZATION_DIGITS);
  }

  private String randomHex() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /** Every part is preceded by its length, so that no two lists of parts read the same. */
  private static String hash(String... parts) {
    List<byte[]> bytes = Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toList();
    ByteBuffer input =
        ByteBuffer.allocate(bytes.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
    bytes.forEach(part -> input.putInt(part.length).put(part));
    return Digests.sha256Hex(input.array());
  }
}
