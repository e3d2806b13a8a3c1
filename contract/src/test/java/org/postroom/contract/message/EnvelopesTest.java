package org.postroom.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.access.TagCondition;
import org.postroom.contract.access.TagCondition.Operator;
import org.postroom.contract.access.TagStatements;
import org.postroom.contract.access.TagStatements.TagStatement;
import org.postroom.contract.error.ErrorCode;

class EnvelopesTest {
  private static final CommandEnvelope COMMAND =
      new CommandEnvelope(
          "m-1",
          "CreateUser",
          "command",
          "request",
          "k1:digest",
          "token",
          new Caller(
              "123456789012",
              "arn:aws:iam::123456789012:user/ä",
              "AKID",
              "::1",
              "",
              new TagStatements(
                  List.of(
                      new TagStatement(
                          true,
                          List.of(new TagCondition(Operator.STRING_LIKE, "ä", List.of("ö*"))))))),
          Instant.ofEpochMilli(1532459261827L),
          new ReplyAddress(3, "gateway"),
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "{\"Name\":\"ada\"}".getBytes(UTF_8));

  private static final EventEnvelope EVENT =
      new EventEnvelope(
          "event",
          "/postroom/directory",
          "org.postroom.directory.UserCreated.v1",
          Instant.ofEpochMilli(1532459261827L),
          "m-1",
          "123456789012",
          1,
          42,
          "command",
          "{\"Name\":\"ada\"}".getBytes(UTF_8));

  @Test
  void aCommandReadsAsItWasSent() {
    Map<String, byte[]> headers = COMMAND.headers();
    assertThat(text(headers))
        .containsEntry("postroom-contract-version", "1")
        .containsEntry("postroom-operation", "CreateUser")
        .containsEntry("postroom-deadline", "1532459261827")
        .containsEntry("postroom-reply-partition", "3")
        .hasSize(16);
    assertThat(CommandEnvelope.read("m-1", headers::get, COMMAND.payload()))
        .usingRecursiveComparison()
        .isEqualTo(COMMAND);
    assertThat(COMMAND.isInternal()).isFalse();
  }

  @Test
  void anInternalCommandHasNobodyBehindIt() {
    CommandEnvelope internal =
        CommandEnvelope.internal("m-1", "internal.advance", "id", null, new byte[] {'{', '}'});
    assertThat(internal.isInternal()).isTrue();
    assertThat(internal.headers().keySet())
        .containsExactly(
            MessageHeader.CONTRACT_VERSION, MessageHeader.OPERATION, MessageHeader.COMMAND_ID);
    assertThat(CommandEnvelope.read("m-1", internal.headers()::get, internal.payload()))
        .usingRecursiveComparison()
        .isEqualTo(internal);
  }

  @ParameterizedTest
  @ValueSource(strings = {MessageHeader.OPERATION, MessageHeader.COMMAND_ID})
  void aCommandWithoutWhatEveryCommandHasIsRefused(String header) {
    Map<String, byte[]> headers = COMMAND.headers();
    headers.remove(header);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandEnvelope.read("m-1", headers::get, COMMAND.payload()));
  }

  @Test
  void soIsOneWithUnreadableNumbersOrWithoutKeyOrValue() {
    for (String header : new String[] {MessageHeader.DEADLINE, MessageHeader.REPLY_PARTITION}) {
      Map<String, byte[]> headers = COMMAND.headers();
      headers.put(header, "soon".getBytes(UTF_8));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CommandEnvelope.read("m-1", headers::get, COMMAND.payload()));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandEnvelope.read(null, COMMAND.headers()::get, COMMAND.payload()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandEnvelope.read("m-1", COMMAND.headers()::get, null));
  }

  @Test
  void aReplyReadsAsItWasSent() {
    for (ErrorCode error : new ErrorCode[] {null, ErrorCode.NAME_AVAILABILITY}) {
      ReplyEnvelope reply = new ReplyEnvelope("request", "gateway", error, new byte[] {'x'});
      assertThat(ReplyEnvelope.read(reply.headers()::get, reply.body()))
          .usingRecursiveComparison()
          .isEqualTo(reply);
    }
  }

  @Test
  void whatIsNoReplyIsPassedOver() {
    Map<String, byte[]> headers =
        new ReplyEnvelope("request", "gateway", ErrorCode.INTERNAL_FAILURE, new byte[0]).headers();
    assertThat(ReplyEnvelope.read(name -> null, new byte[0])).isNull();
    assertThat(ReplyEnvelope.read(headers::get, null)).isNull();
    headers.put(MessageHeader.ERROR, "SomethingFromTheFuture".getBytes(UTF_8));
    assertThat(ReplyEnvelope.read(headers::get, new byte[0])).isNull();
  }

  @Test
  void anEventReadsAsItWasSent() {
    assertThat(EventEnvelope.read(EVENT.headers()::get, EVENT.data()))
        .usingRecursiveComparison()
        .isEqualTo(EVENT);
  }

  @Test
  void anEventIsACloudEventToEverybodyElse() {
    RecordHeaders headers = new RecordHeaders();
    EVENT.headers().forEach(headers::add);
    CloudEvent event;
    try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
      event = deserializer.deserialize("directory.events.v1", headers, EVENT.data());
    }
    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo("event");
    assertThat(event.getSource()).hasToString("/postroom/directory");
    assertThat(event.getType()).isEqualTo("org.postroom.directory.UserCreated.v1");
    assertThat(event.getTime()).isEqualTo(EVENT.time().atOffset(ZoneOffset.UTC));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getData().toBytes()).isEqualTo(EVENT.data());
    Map<String, Object> extensions = new LinkedHashMap<>();
    event.getExtensionNames().forEach(name -> extensions.put(name, event.getExtension(name)));
    assertThat(extensions)
        .containsOnly(
            Map.entry("organizationid", "m-1"),
            Map.entry("account", "123456789012"),
            Map.entry("epoch", "1"),
            Map.entry("sequence", "42"),
            Map.entry("causationid", "command"));
  }

  @Test
  void whatIsNoEventIsRefused() {
    for (String header : EVENT.headers().keySet()) {
      if (!header.equals("ce_specversion") && !header.equals("content-type")) {
        Map<String, byte[]> headers = EVENT.headers();
        headers.remove(header);
        assertThatIllegalArgumentException()
            .as("without " + header)
            .isThrownBy(() -> EventEnvelope.read(headers::get, EVENT.data()));
      }
    }
    for (String header : new String[] {"ce_time", "ce_epoch", "ce_sequence"}) {
      Map<String, byte[]> headers = EVENT.headers();
      headers.put(header, "x".getBytes(UTF_8));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EventEnvelope.read(headers::get, EVENT.data()));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventEnvelope.read(EVENT.headers()::get, null));
  }

  @Test
  void topicsAreNamedAfterContextAndVersion() {
    assertThat(Topics.all())
        .containsExactlyInAnyOrder(
            "directory.commands.v1",
            "directory.events.v1",
            "mail-domain.commands.v1",
            "mail-domain.events.v1",
            "policy.commands.v1",
            "policy.events.v1",
            "mailbox.usage.v1",
            "export.commands.v1",
            "export.events.v1",
            "gateway.replies.v1",
            "dead-letters.v1",
            "audit.v1");
  }

  private static Map<String, String> text(Map<String, byte[]> headers) {
    Map<String, String> text = new LinkedHashMap<>();
    headers.forEach((name, value) -> text.put(name, new String(value, UTF_8)));
    return text;
  }
}
