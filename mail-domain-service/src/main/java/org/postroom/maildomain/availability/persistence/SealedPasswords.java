package org.postroom.maildomain.availability.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.sealing.SealedColumn;
import org.postroom.kit.sealing.SealedPlace;
import org.postroom.maildomain.availability.application.EwsPasswords;

/** Where the passwords for Exchange Web Services rest. */
@Singleton
class SealedPasswords {
  @Produces
  @Singleton
  SealedPlace ews() {
    return new SealedColumn(
        "availability_configuration",
        "ews_password",
        List.of("organization_id", "domain_name"),
        key -> EwsPasswords.ofRow(key.get(0), key.get(1)));
  }
}
