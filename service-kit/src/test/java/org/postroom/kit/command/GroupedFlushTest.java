package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.kit.database.GroupedFlush;
import org.postroom.kit.toy.CounterRow;
import org.postroom.kit.toy.NameRow;

/** Inserts of an entity are flushed together, each row once. */
@QuarkusTest
class GroupedFlushTest extends RigTest {

  @Test
  void rowsOfTwoEntitiesAreFlushedInTwoGroups() {
    assertThat(flushed(true)).isEqualTo("ccccnnnn");
  }

  @Test
  void withoutItTheyTakeTurns() {
    assertThat(flushed(false)).isEqualTo("cncncncn");
  }

  /** The order in which PostgreSQL got the rows, one letter for each. */
  private String flushed(boolean grouped) {
    String id = newOrganization();
    rig.database()
        .await(
            rig.database()
                .transaction(
                    session -> {
                      Uni<Void> persisted = Uni.createFrom().voidItem();
                      for (int i = 0; i < 4; i++) {
                        CounterRow counter = new CounterRow();
                        counter.organizationId = id + i;
                        NameRow name = new NameRow();
                        name.organizationId = id;
                        name.name = "n" + i;
                        name.ownerId = "owner";
                        persisted =
                            persisted
                                .chain(() -> session.persist(counter))
                                .chain(() -> session.persist(name));
                      }
                      return persisted.chain(
                          () -> grouped ? GroupedFlush.of(session) : session.flush());
                    }));
    // Within a transaction cmin counts its commands.
    return rig
        .rows(
            "select letter from (select 'c' as letter, cmin::text::integer as place from counter"
                + " where starts_with(organization_id, $1) union all"
                + " select 'n', cmin::text::integer from name where organization_id = $1) as rows"
                + " order by place",
            id)
        .stream()
        .map(row -> (String) row[0])
        .collect(Collectors.joining());
  }
}
