package org.postroom.kit.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One of the directory's organizations, as its events tell. */
@Entity
@Table(name = "organization_view")
class OrganizationRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "account")
  String account;

  @Column(name = "alias")
  String alias;

  @Column(name = "state")
  String state;

  @Column(name = "tags")
  String tags = TagsText.NONE;
}
