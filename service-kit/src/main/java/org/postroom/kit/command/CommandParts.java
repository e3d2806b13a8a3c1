package org.postroom.kit.command;

import java.time.Clock;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.access.Admission;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.lane.Moments;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.trace.Traces;

/** What the command path works with, the same for all lanes. */
public record CommandParts(
    ServiceDefinition service,
    String region,
    HandlerRegistry handlers,
    SecretSealer sealer,
    CatchUpTargets catchUps,
    Admission admission,
    Clock clock,
    CommandMetrics metrics,
    Traces traces,
    Publisher publisher,
    Moments moments,
    Mechanisms mechanisms) {}
