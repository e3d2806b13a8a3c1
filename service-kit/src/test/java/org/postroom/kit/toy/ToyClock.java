package org.postroom.kit.toy;

import jakarta.inject.Singleton;
import org.postroom.kit.testing.ClockAhead;

/** The toy service's time. */
@Singleton
public class ToyClock extends ClockAhead {}
