package org.postroom.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests against {@link RunningSystem} that others would disturb, or that disturb others. What has a
 * system of its own may run beside them. They come last in the order, from whose end the first of
 * the threads takes its work, so that they run while another has the faults.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningSystem.class)
@ResourceLock(RunningSystem.NAME)
@interface OnSystemAlone {}
