package org.postroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Migrations only expand: while an installation is upgraded, the version before works on the schema
 * of this one. What nobody uses any more may go, once the version that stopped using it has been
 * released; such a statement stands in {@link #CONTRACTIONS} with that version.
 */
class MigrationsTest {
  /** {@code <module>/<file>: <statement in one line>} to the version that stopped using it. */
  private static final Map<String, String> CONTRACTIONS = Map.of();

  /** What takes something from who does not know of it, or asks something of him. */
  private static final List<Pattern> BREAKING =
      Stream.of(
              "drop (table|column|view|schema|type|sequence|function|constraint|default)\\b",
              "alter table .*\\bdrop (?!not null)",
              "\\brename (to|column|constraint)\\b",
              "\\balter (column )?\\w+ (set not null|(set data )?type)\\b",
              "\\badd (column )?(if not exists )?(?!constraint)\\w+ (?!.*\\bdefault\\b).*\\bnot"
                  + " null\\b",
              "\\badd (constraint \\w+ )?(unique|check|foreign key|primary key|exclude)\\b",
              "^truncate\\b")
          .map(Pattern::compile)
          .toList();

  private static final Pattern CREATED =
      Pattern.compile("^create (?:unlogged )?table (?:if not exists )?(\\w+)");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile("^create unique index (?:concurrently )?(?:if not exists )?\\w+ on (\\w+)");

  @Test
  void migrationsOnlyExpand() throws IOException {
    List<Path> files = migrations();
    assertThat(files).hasSizeGreaterThan(20);
    List<String> breaking = new ArrayList<>();
    for (Path file : files) {
      String name = file.getName(1) + "/" + file.getFileName();
      breaking(Files.readString(file)).forEach(statement -> breaking.add(name + ": " + statement));
    }
    assertThat(breaking)
        .as("statements that the version before does not survive")
        .allSatisfy(statement -> assertThat(CONTRACTIONS).containsKey(statement));
    assertThat(breaking).as("every exception is one").containsAll(CONTRACTIONS.keySet());
  }

  @Test
  void whatTheVersionBeforeDoesNotSurviveIsFound() {
    for (String statement :
        List.of(
            "DROP TABLE lane",
            "alter table lane\n  drop column position",
            "alter table lane drop position",
            "ALTER TABLE lane RENAME TO track",
            "alter table lane rename column position to place",
            "alter table lane alter column position set not null",
            "alter table lane alter position type text",
            "alter table lane alter column position drop default",
            "alter table lane add column owner text not null",
            "alter table lane add column a text default 'x', add column b int not null",
            "alter table lane add constraint ck_lane check (position >= 0)",
            "alter table lane add unique (owner)",
            "create unique index uq_lane on lane (owner)",
            "truncate lane")) {
      assertThat(breaking("create table other (id int not null);\n" + statement + ";"))
          .as(statement)
          .hasSize(1);
    }
  }

  @Test
  void whatItSurvivesIsNot() {
    assertThat(
            breaking(
                """
                -- drop table lane; alter table lane rename to track;
                create table queue (id int not null, unique (id), check (id > 0));
                create unique index uq_queue on queue (id);
                alter table queue add constraint ck_queue check (id < 10);
                create index ix_lane on lane (position);
                drop index ix_lane_old;
                alter table lane add column tags text not null default '{}',
                  add column owner text;
                alter table lane alter column owner drop not null;
                alter table lane alter column owner set default 'x';
                update lane set position = 0 where owner = 'drop table; rename to';
                """))
        .isEmpty();
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/main/resources/db"))
          .filter(Files::isDirectory)
          .flatMap(MigrationsTest::scripts)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> scripts(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".sql")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements in one line each; what a script does to tables of its own is its own business. */
  private static List<String> breaking(String script) {
    List<String> statements =
        Stream.of(
                script
                    .replaceAll("--[^\n]*", "")
                    .replaceAll("'[^']*'", "''")
                    .toLowerCase(Locale.ROOT)
                    .split(";"))
            .map(statement -> statement.strip().replaceAll("\\s+", " "))
            .toList();
    Set<String> own =
        statements.stream()
            .flatMap(statement -> CREATED.matcher(statement).results())
            .map(created -> created.group(1))
            .collect(Collectors.toSet());
    return statements.stream()
        .filter(statement -> breaks(statement) && own.stream().noneMatch(isAbout(statement)))
        .toList();
  }

  private static boolean breaks(String statement) {
    if (statement.startsWith("create ")) {
      return UNIQUE_INDEX.matcher(statement).find();
    }
    // Each action of an ALTER TABLE for itself: a default of one is none of another.
    return Stream.of(statement.split(","))
        .map(String::strip)
        .anyMatch(part -> BREAKING.stream().anyMatch(pattern -> pattern.matcher(part).find()));
  }

  private static Predicate<String> isAbout(String statement) {
    return table ->
        statement.matches("alter table (if exists )?(only )?" + table + " .*")
            || UNIQUE_INDEX.matcher(statement).results().anyMatch(i -> i.group(1).equals(table));
  }
}
