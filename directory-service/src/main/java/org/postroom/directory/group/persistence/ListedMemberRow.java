package org.postroom.directory.group.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.Member;
import org.postroom.contract.directory.MemberType;

/** What ListGroupMembers shows of a member: columns of two tables. Only ever read. */
@Entity(name = "ListedMember")
@Table(name = "group_member")
@Immutable
class ListedMemberRow {
  @EmbeddedId MemberKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "member_type")
  MemberType memberType;

  @Column(name = "creation_number")
  long creationNumber;

  @Column(name = "name")
  String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  EntityState state;

  @Column(name = "enabled_at")
  Instant enabledAt;

  @Column(name = "disabled_at")
  Instant disabledAt;

  Member item() {
    return new Member(key.memberId(), name, memberType, state, enabledAt, disabledAt);
  }
}
