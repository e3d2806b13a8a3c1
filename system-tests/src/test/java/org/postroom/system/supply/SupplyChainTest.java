package org.postroom.system.supply;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.system.supply.BillOfMaterials.Library;

/** The bill of materials is whole, and what is on it may be shipped. */
class SupplyChainTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path BILL = PROJECT.resolve("target/postroom-sbom.json");
  private static final Path DOCUMENT = PROJECT.resolve("docs/licences.md");
  private static final Path PRESENT = Path.of("target", "licences.md");

  private static BillOfMaterials bill;

  @BeforeAll
  static void read() throws IOException {
    // Maven makes none when it is offline, which CI never is.
    assumeThat(Files.exists(BILL) || System.getenv("CI") != null).isTrue();
    bill = BillOfMaterials.read(BILL);
  }

  @Test
  void everyLibraryMayBeShipped() {
    assertThat(bill.libraries())
        .filteredOn(library -> !library.isOurs())
        .isNotEmpty()
        .allSatisfy(library -> assertThat(library.licences()).anyMatch(SupplyChainTest::isAllowed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The Apache Software License, version 2.0 | Apache-2.0
          Apache 2.0 License | Apache-2.0
          EDL 1.0 | BSD-3-Clause
          Eclipse Public License v. 2.0 | EPL-2.0
          GPL2 w/ CPE | GPL-2.0-with-classpath-exception
          """)
  void aLicenceIsKnownByItsOtherNames(String name, String identifier) {
    assertThat(Licences.identifier(name)).contains(identifier);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AGPL-3.0-only",
        "GPL-2.0-only",
        "GNU General Public License, version 2",
        "LGPL-2.1-only",
        "SSPL-1.0",
        "BUSL-1.1",
        "Apache 2.0 with Commons Clause",
        "Proprietary",
        ""
      })
  void otherLicencesAreNotAllowed(String name) {
    assertThat(isAllowed(name)).isFalse();
  }

  @Test
  void theLicencesAreDocumented() throws IOException {
    String present = LicencesDocument.of(bill);
    Files.writeString(PRESENT, present);

    assertThat(DOCUMENT)
        .as("if the change is meant: cp system-tests/target/licences.md docs/")
        .hasContent(present);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway/target/quarkus-app/lib",
        "directory-service/target/quarkus-app/lib",
        "mail-domain-service/target/quarkus-app/lib",
        "policy-service/target/quarkus-app/lib",
        "export-service/target/quarkus-app/lib",
        "deploy/local/target/lib",
        "deploy/mail-server/target/lib",
        "deploy/object-store/target/lib"
      })
  void everythingThatIsShippedIsOnTheBill(String directory) throws IOException {
    Set<String> listed =
        bill.libraries().stream().map(Library::files).flatMap(List::stream).collect(toSet());
    assertThat(jars(PROJECT.resolve(directory))).isNotEmpty().isSubsetOf(listed);
  }

  private static boolean isAllowed(String licence) {
    return Licences.identifier(licence).isPresent();
  }

  private static List<String> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }
}
