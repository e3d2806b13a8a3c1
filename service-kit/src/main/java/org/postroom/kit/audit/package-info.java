/** The audit records of commands that took effect: written with it, published behind it. */
package org.postroom.kit.audit;
