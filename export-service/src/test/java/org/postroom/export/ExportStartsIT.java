package org.postroom.export;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.kit.testing.BareServiceTest;

@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class ExportStartsIT extends BareServiceTest {}
