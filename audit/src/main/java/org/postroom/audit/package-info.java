/**
 * The audit stream: what its records look like, the chains that show whether any is missing, how a
 * process writes them so that none is lost, and how they are verified.
 */
package org.postroom.audit;
