package org.postroom.directory.user.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postroom.contract.directory.UserRole;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.registration.persistence.EntityRow;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserAttributes;

/** A user. Its updates write all columns, as those of organizations do. */
@Entity(name = "DirectoryUser")
@Table(name = "directory_user")
class UserRow extends EntityRow {
  /** What {@link #of} reads behind the key, of a table {@code u}. */
  static final String COLUMNS =
      "u.name, u.state, u.email, u.enabled_at, u.disabled_at, u.hidden, u.display_name, u.role,"
          + " u.mailbox_provisioned_at, u.mailbox_deprovisioned_at, u.first_name, u.last_name,"
          + " u.initials, u.telephone, u.street, u.job_title, u.city, u.company, u.zip_code,"
          + " u.department, u.country, u.office";

  @EmbeddedId UserKey key;

  @Column(name = "display_name")
  String displayName;

  @Column(name = "display_name_key")
  String displayNameKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "role")
  UserRole role;

  @Column(name = "mailbox_provisioned_at")
  Instant mailboxProvisionedAt;

  @Column(name = "mailbox_deprovisioned_at")
  Instant mailboxDeprovisionedAt;

  @Column(name = "first_name")
  String firstName;

  @Column(name = "last_name")
  String lastName;

  @Column(name = "initials")
  String initials;

  @Column(name = "telephone")
  String telephone;

  @Column(name = "street")
  String street;

  @Column(name = "job_title")
  String jobTitle;

  @Column(name = "city")
  String city;

  @Column(name = "company")
  String company;

  @Column(name = "zip_code")
  String zipCode;

  @Column(name = "department")
  String department;

  @Column(name = "country")
  String country;

  @Column(name = "office")
  String office;

  /**
   * A row that was read without a session; what only listings need is not in it.
   *
   * @param from where the key begins, behind which are the {@link #COLUMNS}
   */
  static UserRow of(Object[] columns, int from) {
    UserRow row = new UserRow();
    int next = from;
    row.key = new UserKey((String) columns[next++], (String) columns[next++]);
    next = row.readCommon(columns, next);
    row.displayName = (String) columns[next++];
    row.role = UserRole.valueOf((String) columns[next++]);
    row.mailboxProvisionedAt = instant(columns[next++]);
    row.mailboxDeprovisionedAt = instant(columns[next++]);
    row.firstName = (String) columns[next++];
    row.lastName = (String) columns[next++];
    row.initials = (String) columns[next++];
    row.telephone = (String) columns[next++];
    row.street = (String) columns[next++];
    row.jobTitle = (String) columns[next++];
    row.city = (String) columns[next++];
    row.company = (String) columns[next++];
    row.zipCode = (String) columns[next++];
    row.department = (String) columns[next++];
    row.country = (String) columns[next++];
    row.office = (String) columns[next];
    return row;
  }

  /** Takes over everything that can change. */
  void copy(User user) {
    UserAttributes attributes = user.attributes();
    copyCommon(user);
    displayName = attributes.displayName();
    displayNameKey = CaseFolding.key(attributes.displayName());
    role = user.role();
    mailboxProvisionedAt = user.mailbox().provisionedAt();
    mailboxDeprovisionedAt = user.mailbox().deprovisionedAt();
    firstName = attributes.firstName();
    lastName = attributes.lastName();
    initials = attributes.initials();
    telephone = attributes.telephone();
    street = attributes.street();
    jobTitle = attributes.jobTitle();
    city = attributes.city();
    company = attributes.company();
    zipCode = attributes.zipCode();
    department = attributes.department();
    country = attributes.country();
    office = attributes.office();
  }

  User user() {
    return new User(
        OrganizationId.of(key.organizationId()),
        new EntityId(key.userId()),
        entityName(),
        role,
        hidden,
        new UserAttributes(
            displayName,
            firstName,
            lastName,
            initials,
            telephone,
            street,
            jobTitle,
            city,
            company,
            zipCode,
            department,
            country,
            office),
        registration(new Mailbox(mailboxProvisionedAt, mailboxDeprovisionedAt)));
  }
}
