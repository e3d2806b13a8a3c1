package org.postroom.directory.service;

import jakarta.inject.Singleton;
import org.postroom.kit.testing.ClockAhead;

/** The service's time. */
@Singleton
class ServiceClock extends ClockAhead {}
