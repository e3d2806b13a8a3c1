package org.postroom.maildomain.verification.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DkimTextTest {
  @Test
  void theKeyIsReadWhateverItsPlaceAndSpacing() {
    assertThat(DkimText.publicKey("v=DKIM1; k=rsa; p=MIIBIjAN/w==")).contains("MIIBIjAN/w==");
    assertThat(DkimText.publicKey("p=MIIB IjAN\t/w==;k=rsa; t=s")).contains("MIIBIjAN/w==");
  }

  @Test
  void whatPublishesNoRsaKeyPublishesNone() {
    for (String text :
        new String[] {
          "",
          "p=",
          "v=DKIM1; p=",
          "v=DKIM2; p=MIIB",
          "k=ed25519; p=MIIB",
          "v=spf1 mx ~all",
          ";;;=;p"
        }) {
      assertThat(DkimText.publicKey(text)).as(text).isEmpty();
    }
  }
}
