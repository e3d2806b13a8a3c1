package org.postroom.kit.toy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A name that one thing in an organization of the toy context has. */
@Entity
@Table(name = "name")
@IdClass(NameRow.Key.class)
public class NameRow {
  @Id
  @Column(name = "organization_id")
  public String organizationId;

  @Id
  @Column(name = "name")
  public String name;

  @Column(name = "owner_id")
  public String ownerId;

  /** Organization and name. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    public String organizationId;
    public String name;

    public Key() {}

    public Key(String organizationId, String name) {
      this.organizationId = organizationId;
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.organizationId.equals(organizationId)
          && key.name.equals(name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(organizationId, name);
    }
  }
}
