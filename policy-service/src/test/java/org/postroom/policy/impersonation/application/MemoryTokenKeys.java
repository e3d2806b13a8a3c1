package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** Keys of an installation without a database. */
final class MemoryTokenKeys implements TokenKeys {
  private final String installation;
  private final Map<String, TokenKey> keys = new LinkedHashMap<>();
  int reads;

  MemoryTokenKeys(String installation) {
    this.installation = installation;
  }

  @Override
  public Uni<List<TokenKey>> read() {
    reads++;
    return Uni.createFrom().item(List.copyOf(keys.values()));
  }

  @Override
  public Uni<List<TokenKey>> provide(Duration period, Instant now) {
    long start = Math.floorDiv(now.getEpochSecond(), period.toSeconds()) * period.toSeconds();
    add(start, period);
    add(start + period.toSeconds(), period);
    keys.values().removeIf(key -> key.endsAt().plus(TokenKey.KEPT).isBefore(now));
    return read();
  }

  private void add(long start, Duration period) {
    String id = "k" + start;
    byte[] secret = (installation + id).getBytes(StandardCharsets.UTF_8);
    Instant startsAt = Instant.ofEpochSecond(start);
    keys.putIfAbsent(
        id,
        new TokenKey(id, startsAt, startsAt.plus(period), new SecretKeySpec(secret, "HmacSHA256")));
  }
}
