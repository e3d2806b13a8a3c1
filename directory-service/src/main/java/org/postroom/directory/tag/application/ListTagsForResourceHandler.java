package org.postroom.directory.tag.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_TAGS_FOR_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListTagsForResourceRequest;
import org.postroom.contract.directory.ListTagsForResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListTagsForResource: all tags in the order of their keys, also of a Deleted organization. */
@Singleton
class ListTagsForResourceHandler
    implements QueryHandler<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final TaggedOrganization tagged;
  private final Tags tags;

  ListTagsForResourceHandler(TaggedOrganization tagged, Tags tags) {
    this.tagged = tagged;
    this.tags = tags;
  }

  @Override
  public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
    return LIST_TAGS_FOR_RESOURCE;
  }

  @Override
  public Uni<ListTagsForResourceResponse> handle(
      ListTagsForResourceRequest request, QueryContext context) {
    return tagged
        .named(context.session(), request.resourceArn(), context.caller().account())
        .chain(organization -> tags.of(context.session(), organization.id()))
        .map(found -> new ListTagsForResourceResponse(found.list()));
  }
}
