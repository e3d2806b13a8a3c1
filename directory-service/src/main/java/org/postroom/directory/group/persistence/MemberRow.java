package org.postroom.directory.group.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.postroom.contract.directory.EntityType;

/** Who is a direct member of a group. */
@Entity(name = "GroupMember")
@Table(name = "group_member")
class MemberRow {
  @EmbeddedId MemberKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "member_type")
  EntityType memberType;

  @Column(name = "creation_number")
  long creationNumber;

  /** The group's name, by which the groups of a member can be listed. */
  @Column(name = "group_name_key")
  String groupNameKey;
}
