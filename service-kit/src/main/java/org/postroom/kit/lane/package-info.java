/**
 * Lanes: one writer per consumed partition. A lane's row holds its position, the only truth about
 * what has been consumed; its lock is the right to write on the lane's behalf.
 */
package org.postroom.kit.lane;
