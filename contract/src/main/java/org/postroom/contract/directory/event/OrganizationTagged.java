package org.postroom.contract.directory.event;

import java.util.List;
import org.postroom.contract.directory.Tag;

/** An organization has these tags with these values now; tags that are not named are unchanged. */
public record OrganizationTagged(List<Tag> tags) {}
