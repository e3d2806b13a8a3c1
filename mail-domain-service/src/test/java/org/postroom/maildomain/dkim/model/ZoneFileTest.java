package org.postroom.maildomain.dkim.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.maildomain.DnsRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** A name server reads what we print. */
class ZoneFileTest {
  @Test
  void aKeysValueIsSplitIntoStringsThatTogetherAreTheValue() throws IOException {
    String value = KeyRecords.value(RsaKeyPair.generate(new SecureRandom()).publicKey());
    String line = ZoneFile.line(new DnsRecord("TXT", "token.dkim.example.net", value));
    assertThat(line).endsWith("\n").startsWith("token.dkim.example.net. 3600 IN TXT \"v=DKIM1;");

    try (Master reader = new Master(new ByteArrayInputStream(line.getBytes(US_ASCII)))) {
      Record record = reader.nextRecord();
      assertThat(record.getName().toString()).isEqualTo("token.dkim.example.net.");
      List<String> strings = ((TXTRecord) record).getStrings();
      assertThat(strings).hasSize(2).allMatch(string -> string.length() <= 255);
      assertThat(String.join("", strings)).isEqualTo(value);
    }
  }
}
