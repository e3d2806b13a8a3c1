package org.postroom.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postroom.benchmarks.driver.ApiClient;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Target;
import org.postroom.benchmarks.driver.Work;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation;

/**
 * What mail servers ask of the policy service: a user's access, a device's access, an impersonated
 * access. The floor is plain HTTP: the same request to a path of the service where nothing is.
 */
final class MailDecisions {
  private static final int CLIENTS = 64;
  private static final double P50_TARGET_MILLIS = 2;
  private static final double RATE_TARGET = 0.15;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final String ALLOWED = "\"Allowed\":true";
  private static final String ACCESS = "/mail/access";
  private static final String IMPERSONATION = "/mail/impersonation";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bench bench;
  private final String token;

  private MailDecisions(Bench bench, String token) {
    this.bench = bench;
    this.token = token;
  }

  static void measure(Bench gateway, String organization) throws IOException, InterruptedException {
    LocalInstallation installation = gateway.installation();
    URI policy = installation.serviceUrl(BoundedContext.POLICY);
    Bench bench =
        new Bench(
            installation,
            gateway.driver(),
            new Target(policy.getHost(), policy.getPort(), "", "", ""),
            gateway.report(),
            gateway.scale());
    new MailDecisions(bench, installation.data().mailServerToken().orElseThrow())
        .measure(gateway.target(), policy, organization);
  }

  private void measure(Target gateway, URI policy, String organization)
      throws IOException, InterruptedException {
    String user;
    String impersonation;
    try (ApiClient api = new ApiClient(gateway, Clock.systemUTC())) {
      user = enabledUser(api, organization);
      impersonation = impersonationToken(api, organization);
    }
    String imap = access(organization, user, "IMAP", false);
    awaitAllowed(policy.resolve(ACCESS), imap);

    Work byUser = ask(ACCESS, imap, 200, ALLOWED);
    bench.settle(CLIENTS, byUser);
    Work nothing = ask("/mail/nothing", imap, 404, "");
    bench.load("Floor: plain HTTP", 1, nothing);
    GroupResult floor = bench.load("Floor: plain HTTP", CLIENTS, nothing);
    decide("May this user use IMAP", byUser, floor);
    decide(
        "May this user use ActiveSync with this device",
        ask(ACCESS, access(organization, user, "ActiveSync", true), 200, ALLOWED),
        floor);
    ObjectNode read = JSON.createObjectNode();
    read.put("Token", impersonation);
    read.put("User", user);
    read.put("Access", "READ");
    read.put("IpAddress", "192.0.2.7");
    decide(
        "May this token read this user's mailbox",
        ask(IMPERSONATION, read.toString(), 200, ALLOWED),
        floor);
  }

  private void decide(String name, Work work, GroupResult floor) throws IOException {
    GroupResult one = bench.load(name, 1, work);
    bench.report().atMost(name + ": p50 in ms at 1 client", one.p50() / 1e3, P50_TARGET_MILLIS);
    GroupResult many = bench.load(name, CLIENTS, work);
    bench
        .report()
        .atLeast(
            name + "/s at " + CLIENTS + " clients : plain HTTP/s",
            many.rate() / floor.rate(),
            RATE_TARGET);
  }

  private Work ask(String path, String body, int status, String expected) {
    return new Work.AskAsMailServer(path, token, body, status, expected);
  }

  private void awaitAllowed(URI endpoint, String question)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (answer.contains(ALLOWED)) {
        return;
      }
      if (System.nanoTime() > until) {
        throw new IOException("a user is not let in: " + answer);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String enabledUser(ApiClient api, String organization) throws IOException {
    ObjectNode of = JSON.createObjectNode().put("OrganizationId", organization);
    String domain =
        api.call("DescribeOrganization", of.toString()).path("DefaultMailDomain").asText();
    String user =
        api.call(
                "CreateUser",
                of.deepCopy().put("Name", "decided").put("DisplayName", "Decided").toString())
            .path("UserId")
            .asText();
    api.call(
        "RegisterToWorkMail",
        of.deepCopy().put("EntityId", user).put("Email", "decided@" + domain).toString());
    return user;
  }

  private static String impersonationToken(ApiClient api, String organization) throws IOException {
    ObjectNode of = JSON.createObjectNode().put("OrganizationId", organization);
    ObjectNode role = of.deepCopy().put("Name", "Support").put("Type", "READ_ONLY");
    role.putArray("Rules").addObject().put("ImpersonationRuleId", "all").put("Effect", "ALLOW");
    JsonNode made = api.call("CreateImpersonationRole", role.toString());
    return api.call(
            "AssumeImpersonationRole",
            of.deepCopy()
                .put("ImpersonationRoleId", made.path("ImpersonationRoleId").asText())
                .toString())
        .path("Token")
        .asText();
  }

  private static String access(
      String organization, String user, String action, boolean withDevice) {
    ObjectNode question = JSON.createObjectNode();
    question.put("OrganizationId", organization);
    question.put("User", user);
    question.put("Action", action);
    question.put("IpAddress", "192.0.2.7");
    if (withDevice) {
      question
          .putObject("Device")
          .put("Id", "PHONE4711")
          .put("Type", "iPhone")
          .put("Model", "iPhone15,2")
          .put("OperatingSystem", "iOS 17.1")
          .put("UserAgent", "Apple-iPhone15C2/2101.44");
    }
    return question.toString();
  }
}
