/** What of a caller's policy only the owner of an organization's state can decide. */
package org.postroom.kit.access;
