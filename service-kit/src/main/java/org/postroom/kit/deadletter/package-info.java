/** Commands that could not be decided although everything around them worked. */
package org.postroom.kit.deadletter;
