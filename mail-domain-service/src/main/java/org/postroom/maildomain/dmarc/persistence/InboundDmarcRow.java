package org.postroom.maildomain.dmarc.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An organization's inbound DMARC settings. */
@Entity
@Table(name = "inbound_dmarc_settings")
class InboundDmarcRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "enforced")
  boolean enforced;

  protected InboundDmarcRow() {}

  InboundDmarcRow(String organizationId, boolean enforced) {
    this.organizationId = organizationId;
    this.enforced = enforced;
  }
}
