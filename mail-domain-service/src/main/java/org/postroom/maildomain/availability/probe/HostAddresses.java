package org.postroom.maildomain.availability.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host. */
@FunctionalInterface
interface HostAddresses {
  /**
   * The addresses, at least one; blocks.
   *
   * @throws UnknownHostException when the host has none
   */
  List<InetAddress> of(String host) throws UnknownHostException;
}
