package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.TopicDefinition;

/** Topics and principals are those that the code knows. */
class KafkaDefinitionsTest {
  private static final String LARGEST_RECORD = "3145728";

  private final Rendering single = Rendering.of("single");
  private final Rendering production = Rendering.of("production");

  @Test
  void oneBrokerGetsTheTopicsOfTheCode() {
    Map<String, String> listed =
        single
            .object("ConfigMap", "topics")
            .at("/data/topics")
            .asText()
            .lines()
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf(' ')),
                    line -> line.substring(line.indexOf(' ') + 1)));
    assertThat(new TreeMap<>(listed))
        .isEqualTo(
            new TreeMap<>(
                Topics.all().stream()
                    .map(topic -> TopicDefinition.named(topic, 1))
                    .collect(
                        Collectors.toMap(
                            TopicDefinition::name,
                            topic ->
                                "%s %d %s"
                                    .formatted(
                                        retention(topic),
                                        topic.segment().toMillis(),
                                        topic.flushed() ? "yes" : "no")))));
    assertThat(single.object("ConfigMap", "topics").at("/data/topics.sh").asText())
        .contains("max.message.bytes=" + LARGEST_RECORD, "message.timestamp.type=LogAppendTime");
  }

  @Test
  void productionHasTheTopicsOfTheCode() {
    String partitions =
        production.object("ConfigMap", "postroom").at("/data/POSTROOM_TOPICS_PARTITIONS").asText();
    Map<String, JsonNode> topics =
        production
            .ofKind("KafkaTopic")
            .collect(Collectors.toMap(Rendering::nameOf, topic -> topic.path("spec")));
    assertThat(topics).containsOnlyKeys(Topics.all());
    topics.forEach(
        (name, topic) -> {
          assertThat(topic.path("partitions").asText()).as("%s", name).isEqualTo(partitions);
          assertThat(topic.path("replicas").asInt()).isEqualTo(3);
          JsonNode settings = topic.path("config");
          assertThat(settings.path("retention.ms").asText())
              .as("%s", name)
              .isEqualTo(retention(TopicDefinition.named(name, 1)));
          assertThat(settings.path("segment.ms").asLong())
              .as("%s", name)
              .isEqualTo(TopicDefinition.named(name, 1).segment().toMillis());
          assertThat(settings.path("message.timestamp.type").asText()).isEqualTo("LogAppendTime");
          assertThat(settings.path("cleanup.policy").asText()).isEqualTo("delete");
          assertThat(settings.path("max.message.bytes").asText()).isEqualTo(LARGEST_RECORD);
          assertThat(settings.path("min.insync.replicas").asInt()).isEqualTo(2);
          assertThat(settings.path("unclean.leader.election.enable").asBoolean(true)).isFalse();
        });
  }

  /** All of it: a permission too many is found as one that is missing. */
  @Test
  void everyPrincipalMayDoWhatItNeedsAndNothingElse() {
    Map<String, Set<String>> expected = new TreeMap<>();
    Set<String> gateway = new TreeSet<>();
    Set<String> keda = new TreeSet<>();
    for (BoundedContext context : BoundedContext.values()) {
      gateway.add("topic " + context.commandTopic() + " [Describe, Write]");
      gateway.add("topic " + context.eventTopic() + " [Describe, Read]");
      keda.add("topic " + context.commandTopic() + " [Describe]");
      keda.add("group " + context.wireName() + " [Describe]");
      expected.put(context.wireName() + "-service", ofService(context));
    }
    gateway.add("topic " + Topics.REPLIES + " [Describe, Read, Write]");
    gateway.add("topic " + Topics.AUDIT + " [Describe, Write]");
    gateway.add("group postroom-gateway [Read]");
    expected.put("gateway", gateway);
    expected.forEach(
        (user, permissions) ->
            assertThat(permissions(production, user)).as(user).isEqualTo(permissions));
    assertThat(permissions(Rendering.of("production-keda"), "keda")).isEqualTo(keda);
  }

  private static Set<String> ofService(BoundedContext context) {
    Set<String> permissions = new TreeSet<>();
    permissions.add("topic " + context.commandTopic() + " [Describe, Read, Write]");
    permissions.add("topic " + context.eventTopic() + " [Describe, DescribeConfigs, Write]");
    for (BoundedContext other : BoundedContext.values()) {
      // Every view is of the directory, save the directory's own, which are of all others.
      boolean isFollowed =
          other != context
              && (other == BoundedContext.DIRECTORY || context == BoundedContext.DIRECTORY);
      if (isFollowed) {
        permissions.add("topic " + other.eventTopic() + " [Describe, Read]");
      }
    }
    for (String topic : new String[] {Topics.REPLIES, Topics.DEAD_LETTERS, Topics.AUDIT}) {
      permissions.add("topic " + topic + " [Describe, Write]");
    }
    permissions.add("group " + context.wireName() + " [Read]");
    permissions.add("group " + context.wireName() + "-views [Read]");
    if (context == BoundedContext.DIRECTORY) {
      permissions.add("topic " + Topics.MAILBOX_USAGE + " [Describe, Read, Write]");
      permissions.add("group directory-mailbox-usage [Read]");
    }
    return permissions;
  }

  private static Set<String> permissions(Rendering rendering, String user) {
    return Rendering.each(rendering.object("KafkaUser", user).at("/spec/authorization/acls"))
        .map(
            acl ->
                "%s %s %s"
                    .formatted(
                        acl.at("/resource/type").asText(),
                        acl.at("/resource/name").asText(),
                        operations(acl).sorted().toList()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aContextsOwnServiceAloneTellsItsEvents() {
    for (BoundedContext context : BoundedContext.values()) {
      String service = context.wireName() + "-service";
      assertThat(mayWrite(context.eventTopic())).containsExactly(service);
      assertThat(may("DescribeConfigs", context.eventTopic())).containsExactly(service);
      assertThat(mayWrite(context.commandTopic())).containsExactlyInAnyOrder("gateway", service);
      assertThat(mayRead(context.commandTopic())).containsExactly(service);
      assertThat(allowed(service, "group"))
          .contains(context.wireName() + " [Read]", context.wireName() + "-views [Read]");
    }
    assertThat(mayRead(Topics.REPLIES)).containsExactly("gateway");
    assertThat(mayRead(Topics.AUDIT)).containsExactly("auditor");
    assertThat(allowed("auditor", "topic")).containsExactly(Topics.AUDIT + " [Describe, Read]");
    assertThat(allowed("auditor", "group")).isEmpty();
  }

  @Test
  void nobodyMayDoAnythingWithATopicThatIsNone() {
    Set<String> topics = new HashSet<>(Topics.all());
    assertThat(production.ofKind("KafkaUser"))
        .hasSize(BoundedContext.values().length + 2)
        .allSatisfy(
            user ->
                Rendering.each(user.at("/spec/authorization/acls"))
                    .forEach(
                        acl -> {
                          JsonNode resource = acl.path("resource");
                          assertThat(resource.path("patternType").asText()).isEqualTo("literal");
                          assertThat(resource.path("type").asText()).isIn("topic", "group");
                          if (resource.path("type").asText().equals("topic")) {
                            assertThat(topics).contains(resource.path("name").asText());
                          }
                          assertThat(operations(acl))
                              .isSubsetOf("Describe", "DescribeConfigs", "Read", "Write");
                        }));
  }

  private Set<String> mayWrite(String topic) {
    return may("Write", topic);
  }

  private Set<String> mayRead(String topic) {
    return may("Read", topic);
  }

  private Set<String> may(String operation, String topic) {
    return production
        .ofKind("KafkaUser")
        .map(Rendering::nameOf)
        .filter(
            user ->
                allowed(user, "topic")
                    .anyMatch(acl -> acl.startsWith(topic + " [") && acl.contains(operation)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> allowed(String user, String type) {
    return Rendering.each(production.object("KafkaUser", user).at("/spec/authorization/acls"))
        .filter(acl -> acl.at("/resource/type").asText().equals(type))
        .map(acl -> acl.at("/resource/name").asText() + " " + operations(acl).toList());
  }

  private static Stream<String> operations(JsonNode acl) {
    return Rendering.each(acl.path("operations")).map(JsonNode::asText);
  }

  private static String retention(TopicDefinition topic) {
    Duration kept = topic.retention();
    return kept == null ? "-1" : Long.toString(kept.toMillis());
  }
}
