package org.postroom.gateway.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands where connections are accepted, before anything is spent on them. Vert.x and Quarkus have
 * no such place; Netty's extension of server channels is one. Netty makes it with a service loader,
 * hence the static field through which it knows whom to ask.
 */
public final class ConnectionGate extends ChannelInitializerExtension {
  private static final AtomicReference<Connections> CONNECTIONS = new AtomicReference<>();

  /** Has this gate used by the server channels that are opened from now on. */
  static void install(Connections connections) {
    CONNECTIONS.set(connections);
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerListenerChannel(ServerChannel channel) {
    Connections connections = CONNECTIONS.get();
    if (connections != null) {
      channel.pipeline().addFirst(new Gate(connections));
      connections.guard();
    }
  }

  private static final class Gate extends ChannelInboundHandlerAdapter {
    private final Connections connections;

    Gate(Connections connections) {
      this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      if (accepted instanceof Channel channel && !connections.enters(channel)) {
        // It belongs to no event loop yet.
        channel.unsafe().closeForcibly();
      } else {
        context.fireChannelRead(accepted);
      }
    }
  }
}
