package org.postroom.policy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.postroom.kit.testing.BareServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class PolicyStartsIT extends BareServiceTest {}
