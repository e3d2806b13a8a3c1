package org.postroom.export.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNamesTest {
  private final FolderNames names = new FolderNames("manifest.json");

  @ParameterizedTest
  @CsvSource({
    "INBOX, INBOX",
    ".., _",
    "., _",
    ".hidden, _hidden",
    "'', _",
    "'  ', _",
    "a/b\\c:d, a_b_c_d",
    "nul, _nul",
    "NUL.txt, _NUL.txt",
    "com7, _com7",
    "nullable, nullable",
    "'end. .', end",
    "12.eml, _12.eml",
    "12-3.ICS, _12-3.ICS",
    "'a\u202egpj', a_gpj",
    "'line\r\nbreak', line__break",
    "'u\u0308ber', \u00fcber",
    "\u65e5\u672c\u8a9e, \u65e5\u672c\u8a9e"
  })
  void aNameIsTamed(String name, String tamed) {
    assertThat(FolderNames.clean(name)).isEqualTo(tamed);
  }

  @Test
  void aNameIsCutBetweenCharacters() {
    assertThat(FolderNames.clean("\ud83d\ude00".repeat(100))).isEqualTo("\ud83d\ude00".repeat(45));
    assertThat(FolderNames.clean("\ud83d")).isEqualTo("_");
  }

  @Test
  void foldersThatSomeFileSystemsTakeForOneGetNamesOfTheirOwn() {
    assertThat(names.pathFor(List.of("Mail"))).isEqualTo("Mail");
    assertThat(names.pathFor(List.of("MAIL"))).isEqualTo("MAIL (2)");
    assertThat(names.pathFor(List.of("Mail"))).isEqualTo("Mail (3)");
    assertThat(names.pathFor(List.of("Manifest.JSON"))).isEqualTo("Manifest.JSON (2)");
  }

  @Test
  void foldersLieInTheirParentsWhicheverComesFirst() {
    assertThat(names.pathFor(List.of("a?", "b"))).isEqualTo("a_/b");
    assertThat(names.pathFor(List.of("a?"))).isEqualTo("a_");
    assertThat(names.pathFor(List.of("a:", "b"))).isEqualTo("a_ (2)/b");
  }

  @Test
  void foldersTooDeepForSomeSystemsLieAtTheTop() {
    String name = "x".repeat(60);
    assertThat(names.pathFor(List.of(name, name))).isEqualTo(name + "/" + name);
    assertThat(names.pathFor(List.of(name, name, name))).isEqualTo(name + " (2)");
  }
}
