package org.postroom.directory.tag.application;

import static org.postroom.contract.directory.DirectoryOperations.TAG_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.TagResourceRequest;
import org.postroom.contract.directory.TagResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** TagResource: tags of an Active organization; equal keys are overwritten. */
@Singleton
class TagResourceHandler implements CommandHandler<TagResourceRequest, TagResourceResponse> {
  private final TaggedOrganization tagged;
  private final Tags tags;

  TagResourceHandler(TaggedOrganization tagged, Tags tags) {
    this.tagged = tagged;
    this.tags = tags;
  }

  @Override
  public Operation<TagResourceRequest, TagResourceResponse> operation() {
    return TAG_RESOURCE;
  }

  @Override
  public Uni<Outcome<TagResourceResponse>> handle(
      TagResourceRequest request, CommandContext context) {
    return tagged
        .named(context.session(), request.resourceArn(), context.account())
        .map(Organization::requireActive)
        .chain(
            organization ->
                tags.of(context.session(), organization.id())
                    .map(
                        before ->
                            Decisions.outcome(
                                new TagResourceResponse(),
                                before.tag(request.tags()),
                                after ->
                                    tags.put(organization.id(), after.differentFrom(before)))));
  }
}
