package org.postroom.maildomain.dkim.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.maildomain.dkim.application.SpareKeys;
import org.postroom.maildomain.dkim.model.KeyMaterial;

/** Spare keys in their table. */
@Singleton
class DbSpareKeys implements SpareKeys {
  @Override
  public Uni<List<SpareKey>> hold(Mutiny.Session session, int wanted) {
    return Sql.of(session)
        .rows(
            "select key_id, public_key, sealed_private_key from dkim_spare_key"
                + " order by key_id limit $1 for update skip locked",
            wanted)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new SpareKey(
                                (String) row[0], new KeyMaterial((String) row[1], (String) row[2])))
                    .toList());
  }

  @Override
  public Change remove(Collection<SpareKey> keys) {
    String[] ids = keys.stream().map(SpareKey::id).toArray(String[]::new);
    return session ->
        ids.length == 0
            ? Uni.createFrom().voidItem()
            : Sql.of(session)
                .update("delete from dkim_spare_key where key_id = any($1)", (Object) ids)
                .replaceWithVoid();
  }

  @Override
  public Uni<Long> count(Mutiny.Session session) {
    return Sql.of(session)
        .rows("select count(*) from dkim_spare_key")
        .map(rows -> (Long) rows.get(0)[0]);
  }

  @Override
  public Uni<Void> add(Mutiny.Session session, SpareKey key, Instant now) {
    return Sql.of(session)
        .update(
            "insert into dkim_spare_key (key_id, public_key, sealed_private_key, created_at)"
                + " values ($1, $2, $3, $4)",
            key.id(),
            key.material().publicKey(),
            key.material().sealedPrivateKey(),
            now.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }
}
