package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
  private static final Target TARGET =
      new Target(
          "127.0.0.1",
          8080,
          "us-east-1",
          "AKIDEXAMPLE",
          "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  @Test
  void theSignatureIsTheOneThatBotocoreMakes() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T15:30:00Z"), ZoneOffset.UTC);
    byte[] body =
        "{\"OrganizationId\":\"m-00000000000000000000000000000001\",\"Name\":\"grün\"}"
            .getBytes(UTF_8);
    String request =
        new String(
            new RequestSigner(TARGET, clock).request("WorkMailService.CreateUser", null, body),
            UTF_8);
    assertThat(request)
        .contains("\r\nX-Amz-Date: 20261122T153000Z\r\n")
        .contains(
            "\r\nAuthorization: AWS4-HMAC-SHA256"
                + " Credential=AKIDEXAMPLE/20261122/us-east-1/workmail/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                + " Signature=fbbd0f37c995d7ec05b2dc6dd72c8b850739390545444e2211773d89a42cb164\r\n")
        .contains("\r\nContent-Length: " + body.length + "\r\n\r\n")
        .endsWith("grün\"}");
  }
}
