package org.postroom.export.testing;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** A test of the running service, each of whose cases has an Active organization of its own. */
public abstract class ExportServiceTest {
  protected ExportUnderTest export;
  protected String organization;

  @TestHTTPResource("/")
  URI service;

  @BeforeEach
  void anOrganization() {
    export = ExportUnderTest.at(service);
    organization = export.activeOrganization();
  }
}
