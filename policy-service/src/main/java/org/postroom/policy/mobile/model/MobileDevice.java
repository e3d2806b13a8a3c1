package org.postroom.policy.mobile.model;

/**
 * What a device says of itself; null is what it does not say.
 *
 * @param type such as {@code iPhone}
 * @param model such as {@code iPhone15,2}
 * @param operatingSystem such as {@code iOS 17.1}
 * @param userAgent as the device sent it
 */
public record MobileDevice(String type, String model, String operatingSystem, String userAgent) {}
