package org.postroom.directory.group.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A member of a group. */
@Embeddable
record MemberKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "group_id") String groupId,
    @Column(name = "member_id") String memberId) {}
