package org.postroom.export;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.postroom.kit.testing.BareServiceTest;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(
    value = PostroomTestResource.class,
    initArgs = @ResourceArg(name = "absent", value = "directory"))
class ExportStartsTest extends BareServiceTest {}
