package org.postroom.directory.user.model;

import org.postroom.directory.entity.model.CaseFolding;

/**
 * What a user's owner tells about the person. Null means unset; only the display name is always
 * there, and may be empty.
 */
public record UserAttributes(
    String displayName,
    String firstName,
    String lastName,
    String initials,
    String telephone,
    String street,
    String jobTitle,
    String city,
    String company,
    String zipCode,
    String department,
    String country,
    String office) {

  /** The attributes a user can be created with. */
  public static UserAttributes ofNewUser(String displayName, String firstName, String lastName) {
    UserAttributes given =
        new UserAttributes(
            displayName,
            firstName,
            lastName,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    UserAttributes none =
        new UserAttributes(
            "", null, null, null, null, null, null, null, null, null, null, null, null);
    return none.updatedBy(given);
  }

  /** These attributes after an update: null leaves one as it is, the empty string clears it. */
  public UserAttributes updatedBy(UserAttributes given) {
    return new UserAttributes(
        given.displayName == null
            ? displayName
            : CaseFolding.storable(given.displayName, "DisplayName"),
        updated(firstName, given.firstName, "FirstName"),
        updated(lastName, given.lastName, "LastName"),
        updated(initials, given.initials, "Initials"),
        updated(telephone, given.telephone, "Telephone"),
        updated(street, given.street, "Street"),
        updated(jobTitle, given.jobTitle, "JobTitle"),
        updated(city, given.city, "City"),
        updated(company, given.company, "Company"),
        updated(zipCode, given.zipCode, "ZipCode"),
        updated(department, given.department, "Department"),
        updated(country, given.country, "Country"),
        updated(office, given.office, "Office"));
  }

  private static String updated(String current, String given, String member) {
    if (given == null) {
      return current;
    }
    return given.isEmpty() ? null : CaseFolding.storable(given, member);
  }
}
