package org.postroom.directory.tag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.Tag;
import org.postroom.contract.directory.event.OrganizationTagged;
import org.postroom.contract.directory.event.OrganizationUntagged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.directory.entity.model.Decision;

class OrganizationTagsTest {
  private final OrganizationTags none = new OrganizationTags(new TreeMap<>());

  @Test
  void tellOnlyWhatHasChanged() {
    OrganizationTags before =
        none.tag(List.of(new Tag("b", "1"), new Tag("a", "1"), new Tag("A", ""))).after();

    Decision<OrganizationTags> decision =
        before.tag(List.of(new Tag("a", "1"), new Tag("b", "2"), new Tag("c", "3")));

    assertThat(decision.events())
        .containsExactly(new OrganizationTagged(List.of(new Tag("b", "2"), new Tag("c", "3"))));
    assertThat(decision.after().list())
        .containsExactly(new Tag("A", ""), new Tag("a", "1"), new Tag("b", "2"), new Tag("c", "3"));
    assertThat(decision.after().tag(List.of(new Tag("b", "2"))).changesNothing()).isTrue();
    assertThat(decision.after().tag(List.of()).changesNothing()).isTrue();
  }

  @Test
  void areRemovedByTheirKeys() {
    OrganizationTags before = none.tag(List.of(new Tag("a", "1"), new Tag("b", "2"))).after();

    Decision<OrganizationTags> decision = before.untag(List.of("b", "x", "b"));

    assertThat(decision.events()).containsExactly(new OrganizationUntagged(List.of("b")));
    assertThat(decision.after().list()).containsExactly(new Tag("a", "1"));
    assertThat(before.untag(List.of("B")).changesNothing()).isTrue();
  }

  @Test
  void areFiftyAtMost() {
    OrganizationTags full = none.tag(tags(50)).after();

    assertThat(full.tag(List.of(new Tag("key0", "other"))).after().list()).hasSize(50);
    assertRefused(ErrorCode.TOO_MANY_TAGS, () -> full.tag(List.of(new Tag("one-more", ""))));
  }

  @Test
  void haveKeysOfTheCallersOwn() {
    assertInvalid(new Tag("aws:x", ""));
    assertInvalid(new Tag("AWS:x", ""));
    assertInvalid(new Tag("a", "1"), new Tag("a", "1"));
    assertInvalid(new Tag("a\u0001", "1"));
    assertInvalid(new Tag("a", "\n"));
  }

  @Test
  void fitIntoOneEventHoweverLong() {
    List<Tag> longest =
        IntStream.range(0, OrganizationTags.MAX_TAGS)
            .mapToObj(i -> new Tag("\u20ac".repeat(126) + (10 + i), "\u20ac".repeat(256)))
            .toList();

    assertThat(Json.write(none.tag(longest).after().retold().get(0))).hasSizeLessThan(64 * 1024);
  }

  private void assertInvalid(Tag... tags) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> none.tag(List.of(tags)));
  }

  private static List<Tag> tags(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Tag("key" + i, "")).toList();
  }
}
