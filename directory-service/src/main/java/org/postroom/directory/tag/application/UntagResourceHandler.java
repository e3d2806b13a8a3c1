package org.postroom.directory.tag.application;

import static org.postroom.contract.directory.DirectoryOperations.UNTAG_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UntagResourceRequest;
import org.postroom.contract.directory.UntagResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
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
                            Decisions.outcome(
                                new UntagResourceResponse(),
                                before.untag(request.tagKeys()),
                                after ->
                                    tags.remove(
                                        organization.id(), before.differentFrom(after).keySet()))));
  }
}
