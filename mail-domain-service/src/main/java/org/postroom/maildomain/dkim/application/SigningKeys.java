package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.view.CatchUp;
import org.postroom.kit.view.KnownOrganization;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.domain.model.DomainName;

/** What mail servers sign with. */
@Singleton
public class SigningKeys {
  private final Database database;
  private final CatchUp catchUp;
  private final KeyRings rings;
  private final KnownOrganizations organizations;
  private final KeySealing sealing;

  SigningKeys(
      Database database,
      CatchUp catchUp,
      KeyRings rings,
      KnownOrganizations organizations,
      KeySealing sealing) {
    this.database = database;
    this.catchUp = catchUp;
    this.rings = rings;
    this.organizations = organizations;
    this.sealing = sealing;
  }

  /**
   * The key that signs mail from this domain now; empty when nobody has shown that the domain is
   * his, or its organization is not Active.
   */
  public Uni<Optional<OpenKey>> of(String domain) {
    return DomainName.parse(domain).map(this::of).orElse(Uni.createFrom().item(Optional.empty()));
  }

  /** An organization or domain that is known to be gone gets no key: the view is awaited first. */
  private Uni<Optional<OpenKey>> of(DomainName name) {
    return database
        .read(session -> find(session, name))
        .chain(
            key ->
                key.isEmpty()
                    ? Uni.createFrom().item(key)
                    : catchUp
                        .forQuery(BoundedContext.DIRECTORY, key.get().organizationId())
                        .chain(() -> database.read(session -> find(session, name))));
  }

  private Uni<Optional<OpenKey>> find(Mutiny.Session session, DomainName name) {
    return rings
        .signing(session, name)
        .map(found -> found.filter(SigningDomain::isVerified))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : organizations
                        .find(session, found.get().organizationId())
                        .map(
                            organization ->
                                organization
                                    .filter(KnownOrganization::isActive)
                                    .map(active -> open(active, name, found.get()))));
  }

  private OpenKey open(KnownOrganization organization, DomainName name, SigningDomain found) {
    byte[] key =
        sealing.open(
            found.key().sealedPrivateKey(), found.organizationId(), found.registrationId());
    return new OpenKey(
        organization.account(), found.organizationId(), name, found.key().selector(), key);
  }

  /**
   * A key in clear.
   *
   * @param account the organization's owner
   * @param privateKey PKCS#8
   */
  public record OpenKey(
      String account,
      String organizationId,
      DomainName domain,
      String selector,
      byte[] privateKey) {
    @Override
    public String toString() {
      return "[key " + selector + " of " + domain + "]";
    }
  }
}
