package org.postroom.directory.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.postroom.directory.reference.ReferenceEntity.Kind;

/** Questions whose answers together are everything a caller can know. */
final class ReferenceQuestions {
  private final int number;
  private final List<Step> questions = new ArrayList<>();

  ReferenceQuestions(int number) {
    this.number = number;
  }

  List<Step> about(Collection<ReferenceEntity> entities) {
    for (Kind kind : Kind.values()) {
      ask(listing(kind), Map.of());
      ask(listing(kind), Map.of("Filters", Map.of("State", "DELETED")));
    }
    entities.forEach(this::about);
    return questions;
  }

  private void about(ReferenceEntity entity) {
    String member =
        switch (entity.kind) {
          case USER -> "UserId";
          case GROUP -> "GroupId";
          case RESOURCE -> "ResourceId";
        };
    String kind = member.substring(0, member.length() - 2);
    ask("Describe" + kind, Map.of(member, entity.id));
    for (String operation :
        List.of("ListAliases", "ListMailboxPermissions", "ListGroupsForEntity")) {
      ask(operation, Map.of("EntityId", entity.id));
    }
    switch (entity.kind) {
      case USER -> ask("GetMailboxDetails", Map.of("UserId", entity.id));
      case GROUP -> ask("ListGroupMembers", Map.of("GroupId", entity.id));
      case RESOURCE -> ask("ListResourceDelegates", Map.of("ResourceId", entity.id));
    }
    for (String address : entity.addresses()) {
      ask("DescribeEntity", Map.of("Email", address));
    }
  }

  private void ask(String operation, Map<String, Object> members) {
    questions.add(new Step(number, operation, members));
  }

  private static String listing(Kind kind) {
    return switch (kind) {
      case USER -> "ListUsers";
      case GROUP -> "ListGroups";
      case RESOURCE -> "ListResources";
    };
  }
}
