package org.postroom.kit.query;

import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;

import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.PagedRequest;
import org.postroom.contract.secret.SecretSealer;

/**
 * Page tokens: the key of the last item seen, sealed and bound to the operation, the account, the
 * organization and the filter they were made for. They hold no state in the service, expire after a
 * day, and any other use of them is refused as an invalid parameter.
 */
@Singleton
public class PageTokens {
  /** How long a token is good for. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  /** The longest token a caller may be given. */
  public static final int MAX_LENGTH = 1024;

  private static final int DEFAULT_LIMIT = 100;
  private static final byte VERSION = 1;

  private final SecretSealer sealer;
  private final Clock clock;

  /** Seals with the installation's keys. */
  public PageTokens(SecretSealer sealer, Clock clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  /**
   * The page a request for something of an organization asks for.
   *
   * @param filter as below
   */
  public PageRequest open(
      Operation<?, ?> operation, PagedRequest request, QueryContext context, String filter) {
    return open(
        operation,
        context.caller().account(),
        request.organizationId(),
        filter,
        request.maxResults(),
        request.nextToken());
  }

  /**
   * The page a request asks for.
   *
   * @param account the caller's account
   * @param organizationId the organization listed; empty for a listing over all of an account's
   * @param filter a canonical text of everything that selects and orders the items, empty for none;
   *     a token opens only with the same
   * @param maxResults as requested; null for the default of 100
   * @param nextToken as requested; null for the first page
   * @throws OperationRejected INVALID_PARAMETER when the token is not one made for this listing
   */
  public PageRequest open(
      Operation<?, ?> operation,
      String account,
      String organizationId,
      String filter,
      Integer maxResults,
      String nextToken) {
    // The filter comes last because it alone may hold any character.
    String binding = String.join("\n", "page", operation.name(), account, organizationId, filter);
    int limit = maxResults == null ? DEFAULT_LIMIT : maxResults;
    List<String> after = nextToken == null ? List.of() : unseal(nextToken, binding);
    return new PageRequest(limit, after, key -> seal(key, binding));
  }

  private String seal(List<String> key, String binding) {
    List<byte[]> members = new ArrayList<>();
    int size = 1 + Long.BYTES + 1;
    for (String member : key) {
      byte[] bytes = encode(member);
      members.add(bytes);
      size += Short.BYTES + bytes.length;
    }
    ByteBuffer clear =
        ByteBuffer.allocate(size)
            .put(VERSION)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .put((byte) members.size());
    members.forEach(bytes -> clear.putShort((short) bytes.length).put(bytes));
    String token = sealer.sealBytes(clear.array(), binding);
    if (token.length() > MAX_LENGTH) {
      throw new IllegalStateException("the key of a listing is too long for a page token");
    }
    return token;
  }

  private List<String> unseal(String token, String binding) {
    try {
      ByteBuffer clear = ByteBuffer.wrap(sealer.openBytes(token, binding));
      if (clear.get() != VERSION || clear.getLong() < clock.instant().getEpochSecond()) {
        throw invalid();
      }
      int count = clear.get();
      List<String> key = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[clear.getShort()];
        clear.get(bytes);
        key.add(decode(bytes));
      }
      return key;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw invalid();
    }
  }

  private static OperationRejected invalid() {
    return new OperationRejected(
        INVALID_PARAMETER, "The NextToken is not valid for this request or has expired.");
  }

  // A name of 256 characters must fit into a token whatever its script: the shorter encoding wins.
  private static byte[] encode(String text) {
    byte[] narrow = text.getBytes(StandardCharsets.UTF_8);
    byte[] wide = text.getBytes(StandardCharsets.UTF_16BE);
    boolean isNarrow = narrow.length <= wide.length;
    byte[] chosen = isNarrow ? narrow : wide;
    return ByteBuffer.allocate(1 + chosen.length)
        .put((byte) (isNarrow ? 0 : 1))
        .put(chosen)
        .array();
  }

  private static String decode(byte[] bytes) {
    Charset charset = bytes[0] == 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16BE;
    return new String(bytes, 1, bytes.length - 1, charset);
  }
}
