package org.postroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.AvailabilityConfiguration;
import software.amazon.awssdk.services.workmail.model.AvailabilityProviderType;
import software.amazon.awssdk.services.workmail.model.EwsAvailabilityProvider;
import software.amazon.awssdk.services.workmail.model.TestAvailabilityConfigurationRequest;
import software.amazon.awssdk.services.workmail.model.TestAvailabilityConfigurationResponse;

/** Availability configurations and inbound DMARC by the SDK, with an Exchange of the test's own. */
@OnSharedSystem
class AvailabilityIT {
  private static final String DOMAIN = "partner.example";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:calendars";
  private static final String PASSWORD = "Exchange-Password-7196";

  private RunningSystem.System system;
  private WorkMailClient workmail;
  private String id;
  private HttpServer exchange;

  @BeforeEach
  void givenAnOrganizationAndAnExchange(RunningSystem.System running) throws IOException {
    system = running;
    workmail = running.client();
    id = running.activeOrganization(workmail);
    exchange = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(("reader:" + PASSWORD).getBytes(UTF_8));
    exchange.createContext(
        "/EWS",
        http -> {
          http.getRequestBody().readAllBytes();
          boolean in = expected.equals(http.getRequestHeaders().getFirst("Authorization"));
          byte[] answer =
              """
              <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
              <GetUserAvailabilityResponse
                  xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"/>
              </s:Body></s:Envelope>"""
                  .getBytes(UTF_8);
          http.getResponseHeaders().add("WWW-Authenticate", "Basic");
          http.sendResponseHeaders(in ? 200 : 401, in ? answer.length : -1);
          if (in) {
            http.getResponseBody().write(answer);
          }
          http.close();
        });
    exchange.start();
  }

  @AfterEach
  void stopTheExchange() {
    exchange.stop(0);
  }

  @Test
  void aConfigurationIsKeptAndReallyTested() {
    workmail.createAvailabilityConfiguration(
        r -> r.organizationId(id).domainName("Partner.Example").ewsProvider(ews(PASSWORD)));
    AvailabilityConfiguration kept =
        workmail
            .listAvailabilityConfigurations(r -> r.organizationId(id))
            .availabilityConfigurations()
            .get(0);
    assertThat(kept.domainName()).isEqualTo(DOMAIN);
    assertThat(kept.providerType()).isEqualTo(AvailabilityProviderType.EWS);
    assertThat(kept.ewsProvider().ewsUsername()).isEqualTo("reader");
    assertThat(test(r -> r.domainName(DOMAIN)).testPassed()).isTrue();

    workmail.updateAvailabilityConfiguration(
        r -> r.organizationId(id).domainName(DOMAIN).ewsProvider(ews("another")));
    TestAvailabilityConfigurationResponse failed = test(r -> r.domainName(DOMAIN));
    assertThat(failed.testPassed()).isFalse();
    assertThat(failed.failureReason()).contains("401");
    assertThat(test(r -> r.ewsProvider(ews(PASSWORD))).testPassed()).isTrue();
    assertThat(test(r -> r.lambdaProvider(l -> l.lambdaArn(FUNCTION))).failureReason())
        .contains("no AWS credentials");
    assertThat(
            test(r -> r.ewsProvider(e -> refusedEndpoint(e, "http://169.254.169.254/")))
                .failureReason())
        .contains("does not call");

    workmail.deleteAvailabilityConfiguration(r -> r.organizationId(id).domainName(DOMAIN));
    workmail.deleteAvailabilityConfiguration(r -> r.organizationId(id).domainName(DOMAIN));
    assertThat(
            workmail
                .listAvailabilityConfigurations(r -> r.organizationId(id))
                .availabilityConfigurations())
        .isEmpty();
  }

  @Test
  void aRepeatedTokenIsTheSameCreation() {
    for (int i = 0; i < 2; i++) {
      workmail.createAvailabilityConfiguration(
          r ->
              r.organizationId(id)
                  .domainName(DOMAIN)
                  .clientToken("a-token")
                  .ewsProvider(ews(PASSWORD)));
    }
    assertThat(
            answer(
                () ->
                    workmail.createAvailabilityConfiguration(
                        r ->
                            r.organizationId(id)
                                .domainName(DOMAIN)
                                .clientToken("a-token")
                                .ewsProvider(ews("another")))))
        .isEqualTo("InvalidParameter");
  }

  @Test
  void dmarcIsEnforcedUntilItIsSaidOtherwise() {
    assertThat(workmail.describeInboundDmarcSettings(r -> r.organizationId(id)).enforced())
        .isTrue();
    workmail.putInboundDmarcSettings(r -> r.organizationId(id).enforced(false));
    assertThat(workmail.describeInboundDmarcSettings(r -> r.organizationId(id)).enforced())
        .isFalse();
    assertThat(answer(() -> workmail.putInboundDmarcSettings(r -> r.organizationId(id))))
        .isEqualTo("Validation");
  }

  @Test
  void everyDeclaredError() {
    create(id, DOMAIN);
    Map<String, Runnable> cases =
        Map.of(
            "create InvalidParameter",
            () ->
                workmail.createAvailabilityConfiguration(
                    r -> r.organizationId(id).domainName("other.example")),
            "create NameAvailability",
            () -> create(id, "PARTNER.example"),
            "create LimitExceeded",
            () -> {
              for (int n = 1; n <= 100; n++) {
                create(id, "d" + n + ".example");
              }
            },
            "update InvalidParameter",
            () ->
                workmail.updateAvailabilityConfiguration(
                    r -> r.organizationId(id).domainName(DOMAIN)),
            "update ResourceNotFound",
            () -> update(id, "unknown.example"),
            "list InvalidParameter",
            () ->
                workmail.listAvailabilityConfigurations(
                    r -> r.organizationId(id).nextToken("not-a-token")),
            "test InvalidParameter",
            () -> test(r -> {}),
            "test ResourceNotFound",
            () -> test(r -> r.domainName("unknown.example")));
    cases.forEach((name, call) -> assertThat(answer(call)).as(name).isEqualTo(name.split(" ")[1]));

    everyOperationRefuses("m-" + "0".repeat(32), "OrganizationNotFound");
    workmail.deleteOrganization(r -> r.organizationId(id).deleteDirectory(true));
    system.awaitState(workmail, id, "Deleted");
    everyOperationRefuses(id, "OrganizationState");
  }

  private void everyOperationRefuses(String organization, String error) {
    Map<String, Runnable> calls =
        Map.of(
            "create",
            () -> create(organization, "other.example"),
            "update",
            () -> update(organization, DOMAIN),
            "delete",
            () ->
                workmail.deleteAvailabilityConfiguration(
                    r -> r.organizationId(organization).domainName(DOMAIN)),
            "list",
            () -> workmail.listAvailabilityConfigurations(r -> r.organizationId(organization)),
            "test",
            () ->
                workmail.testAvailabilityConfiguration(
                    r -> r.organizationId(organization).domainName(DOMAIN)),
            "describe",
            () -> workmail.describeInboundDmarcSettings(r -> r.organizationId(organization)),
            "put",
            () ->
                workmail.putInboundDmarcSettings(
                    r -> r.organizationId(organization).enforced(true)));
    calls.forEach((name, call) -> assertThat(answer(call)).as(name).isEqualTo(error));
  }

  private void create(String organization, String domain) {
    workmail.createAvailabilityConfiguration(
        r ->
            r.organizationId(organization)
                .domainName(domain)
                .lambdaProvider(l -> l.lambdaArn(FUNCTION)));
  }

  private void update(String organization, String domain) {
    workmail.updateAvailabilityConfiguration(
        r ->
            r.organizationId(organization)
                .domainName(domain)
                .lambdaProvider(l -> l.lambdaArn(FUNCTION)));
  }

  private TestAvailabilityConfigurationResponse test(
      Consumer<TestAvailabilityConfigurationRequest.Builder> subject) {
    return workmail.testAvailabilityConfiguration(
        r -> {
          r.organizationId(id);
          subject.accept(r);
        });
  }

  private EwsAvailabilityProvider ews(String password) {
    return EwsAvailabilityProvider.builder()
        .ewsEndpoint("http://127.0.0.1:" + exchange.getAddress().getPort() + "/EWS/Exchange.asmx")
        .ewsUsername("reader")
        .ewsPassword(password)
        .build();
  }

  private static void refusedEndpoint(EwsAvailabilityProvider.Builder ews, String url) {
    ews.ewsEndpoint(url).ewsUsername("reader").ewsPassword("x");
  }
}
