package org.postroom.contract.secret;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the {@link Secret} with which a user logs in. The gateway checks it against the password
 * policy and hashes it; the command carries a sealed {@link PasswordDigest}. Every other secret is
 * sealed as it is.
 */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface LoginPassword {}
