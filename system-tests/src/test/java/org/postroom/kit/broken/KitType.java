package org.postroom.kit.broken;

/** Something of the kit, for fixtures that must not know it. */
public interface KitType {}
