package org.postroom.kit.toy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The toy context's counter of an organization. */
@Entity
@Table(name = "counter")
public class CounterRow {
  @Id
  @Column(name = "organization_id")
  public String organizationId;

  @Column(name = "amount")
  public long amount;
}
