package org.postroom.gateway.observe;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.postroom.gateway.dispatch.Dispatch;

/**
 * Ready once the gateway is warm and has read a message of its own from its reply place; not ready
 * while Kafka is away. It is never reported dead for that.
 */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {
  private final Dispatch dispatch;
  private final WarmUp warmUp;

  GatewayReadiness(Dispatch dispatch, WarmUp warmUp) {
    this.dispatch = dispatch;
    this.warmUp = warmUp;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder report =
        HealthCheckResponse.named("gateway").status(dispatch.isReady() && warmUp.isDone());
    String complaint = dispatch.complaint();
    if (complaint != null) {
      report.withData("reason", complaint);
    } else if (!warmUp.isDone()) {
      report.withData("reason", "warming up");
    }
    return report.build();
  }
}
