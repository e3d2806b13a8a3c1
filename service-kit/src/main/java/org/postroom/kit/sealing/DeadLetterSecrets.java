package org.postroom.kit.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Sql;

/** The commands that are kept as dead letters: an operator may replay one long after. */
@Singleton
class DeadLetterSecrets implements SealedPlace {
  private static final String COUNTS =
      """
      select found[1], count(*) from dead_letter,
          regexp_matches(encode(payload, 'escape'), '"sealed:([A-Za-z0-9-]+):', 'g') as found
      group by 1
      """;
  private static final String NEXT =
      """
      select organization_id, command_id, payload from dead_letter
      where encode(payload, 'escape') ~ ('"sealed:(?!' || $1 || ':)')
          and (organization_id, command_id) > ($3, $4)
      order by organization_id, command_id limit $2
      """;
  private static final String REPLACE =
      """
      update dead_letter set payload = $1
      where payload = $2 and organization_id = $3 and command_id = $4
      """;

  @Override
  public String name() {
    return "dead_letter.payload";
  }

  @Override
  public Uni<Map<String, Long>> counts(Sql sql) {
    return KeyCounts.of(sql, COUNTS);
  }

  @Override
  public Uni<List<SealedRow>> rowsOfOthers(Sql sql, String keyId, List<String> after, int limit) {
    List<String> behind = after.isEmpty() ? List.of("", "") : after;
    return sql.rows(NEXT, keyId, limit, behind.get(0), behind.get(1))
        .map(
            rows ->
                rows.stream()
                    .<SealedRow>map(
                        row ->
                            new Letter(
                                List.of((String) row[0], (String) row[1]),
                                ((Buffer) row[2]).getBytes()))
                    .toList());
  }

  private record Letter(List<String> key, byte[] payload) implements SealedRow {
    @Override
    public Uni<Integer> reseal(Sql sql, SecretSealer sealer) {
      return sql.update(
          REPLACE, Buffer.buffer(resealed(sealer)), Buffer.buffer(payload), key.get(0), key.get(1));
    }

    private byte[] resealed(SecretSealer sealer) {
      JsonNode request;
      try {
        request = Json.mapper().readTree(payload);
      } catch (IOException e) {
        throw new IllegalArgumentException("it is no JSON", e);
      }
      AtomicInteger opened = new AtomicInteger();
      JsonNode resealed =
          SealedMembers.replace(
              request,
              (member, text) -> {
                String now = resealed(member, text, sealer);
                opened.addAndGet(now.equals(text) ? 0 : 1);
                return now;
              });
      if (opened.get() == 0) {
        throw new IllegalArgumentException("nothing in it can be opened");
      }
      return Json.write(resealed);
    }

    /** As it is: what has the current key already, and what a caller made look like ours. */
    private String resealed(String member, String text, SecretSealer sealer) {
      if (sealer.keys().currentId().equals(SecretSealer.keyOf(text))) {
        return text;
      }
      try {
        return sealer.reseal(text, SecretSealer.member(key.get(0), key.get(1), member));
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
  }
}
