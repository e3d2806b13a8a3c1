package org.postroom.directory.tag.application;

import static org.postroom.contract.directory.DirectoryOperations.UNTAG_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UntagResourceRequest;
import org.postroom.contract.directory.UntagResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.tag.model.OrganizationTags;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** UntagResource: of an organization in any state; unknown keys are ignored. */
@Singleton
class UntagResourceHandler implements CommandHandler<UntagResourceRequest, UntagResourceResponse> {
  private final TaggedOrganization tagged;
  private final Tags tags;

  UntagResourceHandler(TaggedOrganization tagged, Tags tags) {
    this.tagged = tagged;
    this.tags = tags;
  }

  @Override
  public Operation<UntagResourceRequest, UntagResourceResponse> operation() {
    return UNTAG_RESOURCE;
  }

  @Override
  public Uni<Outcome<UntagResourceResponse>> handle(
      UntagResourceRequest request, CommandContext context) {
    return tagged
        .named(context.session(), request.resourceArn(), context.account())
        .chain(
            organization ->
                tags.of(context.session(), organization.id())
                    .map(
                        before ->
                            outcome(organization.id(), before, before.untag(request.tagKeys()))));
  }

  private Outcome<UntagResourceResponse> outcome(
      OrganizationId organization, OrganizationTags before, Decision<OrganizationTags> decision) {
    Outcome<UntagResourceResponse> outcome = Outcome.of(new UntagResourceResponse());
    return decision.changesNothing()
        ? outcome
        : Decisions.told(
            outcome.changing(
                tags.remove(organization, before.differentFrom(decision.after()).keySet())),
            decision);
  }
}
