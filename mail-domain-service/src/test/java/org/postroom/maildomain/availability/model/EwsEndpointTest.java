package org.postroom.maildomain.availability.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a URL is called. */
class EwsEndpointTest {
  @Test
  void aUrlHasItsParts() {
    assertThat(EwsEndpoint.parse("https://mail.partner.example/EWS/Exchange.asmx"))
        .contains(new EwsEndpoint(true, "mail.partner.example", 443, "/EWS/Exchange.asmx"));
    assertThat(EwsEndpoint.parse("http://mail.partner.example:8080/?a=b#c"))
        .contains(new EwsEndpoint(false, "mail.partner.example", 8080, "/?a=b"));
  }

  @Test
  void theHostHeaderNamesAPortThatIsNotTheUsualOne() {
    assertThat(EwsEndpoint.parse("https://a.example:443/").orElseThrow().authority())
        .isEqualTo("a.example");
    assertThat(EwsEndpoint.parse("http://a.example:443/").orElseThrow().authority())
        .isEqualTo("a.example:443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example",
        "https://a.example:0/",
        "https://a.example:65536/",
        "https://a.example:123456/",
        "https://a.example/a b",
        "https://a.example/\u0001",
        "https://a.example/ä",
        "ftp://a.example/"
      })
  void whatCannotBeCalledHasNone(String url) {
    assertThat(EwsEndpoint.parse(url)).isEmpty();
  }
}
