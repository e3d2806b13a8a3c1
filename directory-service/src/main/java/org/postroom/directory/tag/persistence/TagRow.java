package org.postroom.directory.tag.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A tag and its value. */
@Entity(name = "OrganizationTag")
@Table(name = "organization_tag")
class TagRow {
  @EmbeddedId TagKey key;

  @Column(name = "tag_value")
  String value;
}
