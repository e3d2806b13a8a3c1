/** Writes the audit stream into files as CloudTrail delivers them. */
package org.postroom.audit.export;
