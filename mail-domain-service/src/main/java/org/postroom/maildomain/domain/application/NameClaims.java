package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandContext;
import org.postroom.maildomain.domain.application.MailDomains.NameHolder;
import org.postroom.maildomain.domain.model.DomainName;

/**
 * Claims global names. A name whose holder the directory has closed is free, though its holder may
 * not have been cleaned up; so before a name counts as taken, we catch up with the directory about
 * the organization that has it.
 */
@Singleton
public class NameClaims {
  private final MailDomains domains;
  private final ClosedRegistrations closed;

  NameClaims(MailDomains domains, ClosedRegistrations closed) {
    this.domains = domains;
    this.closed = closed;
  }

  /**
   * Claims these names for the command's organization, and tells which of them others have. Only
   * for handlers that run alone.
   *
   * @param registrationIds the names wanted, and the registration each is wanted for
   */
  public Uni<Set<DomainName>> claim(
      CommandContext context, SortedMap<DomainName, String> registrationIds) {
    return domains
        .claim(context.session(), context.organizationId(), registrationIds)
        .chain(
            inUse ->
                Multi.createFrom()
                    .iterable(inUse.stream().sorted().toList())
                    .onItem()
                    .transformToUniAndConcatenate(
                        name ->
                            takeOver(context, name, registrationIds.get(name))
                                .map(isOurs -> new Claim(name, isOurs)))
                    .filter(claim -> !claim.isOurs())
                    .map(Claim::name)
                    .collect()
                    .with(Collectors.toUnmodifiableSet()));
  }

  /** Whether the name is ours now. */
  private Uni<Boolean> takeOver(CommandContext context, DomainName name, String registrationId) {
    return domains
        .lockHolder(context.session(), name)
        .chain(
            holder ->
                holder.isEmpty()
                    ? again(context, name, registrationId)
                    : takeOver(context, holder.get(), name, registrationId));
  }

  /** It was freed while we waited for it. */
  private Uni<Boolean> again(CommandContext context, DomainName name, String registrationId) {
    SortedMap<DomainName, String> one = new TreeMap<>();
    one.put(name, registrationId);
    return domains
        .claim(context.session(), context.organizationId(), one)
        .chain(
            inUse ->
                inUse.isEmpty()
                    ? Uni.createFrom().item(true)
                    : takeOver(context, name, registrationId));
  }

  private Uni<Boolean> takeOver(
      CommandContext context, NameHolder holder, DomainName name, String registrationId) {
    return context
        .caughtUpWith(BoundedContext.DIRECTORY, holder.organizationId())
        .chain(
            () ->
                closed.contain(context.session(), holder.organizationId(), holder.registrationId()))
        .chain(
            isClosed ->
                isClosed
                    ? domains
                        .moveName(
                            context.session(),
                            name,
                            holder,
                            new NameHolder(context.organizationId(), registrationId))
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private record Claim(DomainName name, boolean isOurs) {}
}
