/** Finds out whether the chains of the audit stream are whole. */
package org.postroom.audit.verify;
