package org.postroom.directory.mailbox.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.ReportMailboxUsage;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommands;
import org.postroom.kit.report.Report;

class UsageFeedTest {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);

  @Test
  void makesTheSameCommandsOfTheSameRecordHoweverLong() {
    List<MailboxUsage> usages =
        IntStream.range(0, 1_200)
            .mapToObj(i -> new MailboxUsage(UUID.randomUUID().toString(), Long.MAX_VALUE))
            .toList();
    byte[] value = Json.write(new ReportMailboxUsage(usages));

    List<InternalCommand<ReportMailboxUsage>> commands = commands(ORGANIZATION, value);

    assertThat(commands).hasSize(3).isEqualTo(commands(ORGANIZATION, value));
    assertThat(commands.stream().map(InternalCommands::id)).doesNotHaveDuplicates();
    assertThat(commands.stream().flatMap(command -> command.data().reports().stream()))
        .isEqualTo(usages);
    for (InternalCommand<?> command : commands) {
      assertThat(InternalCommands.envelope(command, null, null).payload())
          .hasSizeLessThan(64 * 1024);
    }
  }

  @Test
  void takesTheLastSizeOfAMailbox() {
    byte[] value =
        "{\"Reports\":[{\"EntityId\":\"a\",\"SizeBytes\":1},{\"EntityId\":\"a\",\"SizeBytes\":2}]}"
            .getBytes(UTF_8);

    assertThat(commands(ORGANIZATION, value).get(0).data().reports())
        .containsExactly(new MailboxUsage("a", 2));
  }

  @Test
  void skipsWhatNobodyCanMakeSenseOf() {
    byte[] value = Json.write(new ReportMailboxUsage(List.of(new MailboxUsage("a", 1))));
    assertThat(commands("no organization", value)).isEmpty();
    assertThat(commands(null, value)).isEmpty();
    assertThat(commands(ORGANIZATION, null)).isEmpty();
    for (String text : List.of("", "{", "{}", "{\"Reports\":[null]}", "[]", "null")) {
      assertThat(commands(ORGANIZATION, text.getBytes(UTF_8))).as(text).isEmpty();
    }
    assertThat(
            commands(
                ORGANIZATION,
                "{\"Reports\":[{\"EntityId\":\"a\",\"SizeBytes\":-1}]}".getBytes(UTF_8)))
        .isEmpty();
  }

  private static List<InternalCommand<ReportMailboxUsage>> commands(String key, byte[] value) {
    return UsageFeed.commands(new Report("mailbox.usage.v1", 3, 17, 1, key, value));
  }
}
