package org.postroom.maildomain.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A DNS server over UDP whose records are what the test publishes. It follows no CNAME itself. */
public final class DnsServer implements AutoCloseable {
  private static final int MAX_STRING = 255;
  private static final int MAX_MESSAGE = 4096;
  private static final long TTL = 60;

  private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
  private final DatagramSocket socket;
  private volatile boolean failing;

  /** Listens on a port of the loopback interface; 0 for a free one. */
  public DnsServer(int port) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread thread = new Thread(this::serve, "dns-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens, as resolvers are configured. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Publishes a text, beside what the name has already. */
  public void txt(String hostname, String text) {
    List<String> strings = new ArrayList<>();
    for (int from = 0; from < text.length(); from += MAX_STRING) {
      strings.add(text.substring(from, Math.min(text.length(), from + MAX_STRING)));
    }
    Name name = name(hostname);
    add(new TXTRecord(name, DClass.IN, TTL, strings));
  }

  /** Publishes an alias. */
  public void cname(String hostname, String target) {
    add(new CNAMERecord(name(hostname), DClass.IN, TTL, name(target)));
  }

  /** Withdraws what a name has. */
  public void remove(String hostname) {
    records.remove(name(hostname));
  }

  /** Answers every question with SERVFAIL, or as usual again. */
  public void fail(boolean fail) {
    failing = fail;
  }

  @Override
  public void close() {
    socket.close();
  }

  private void add(Record added) {
    records.merge(
        added.getName(),
        List.of(added),
        (before, next) -> {
          List<Record> both = new ArrayList<>(before);
          both.addAll(next);
          return both;
        });
  }

  private void serve() {
    byte[] buffer = new byte[MAX_MESSAGE];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // A question that is none, or the end.
        continue;
      }
    }
  }

  private Message answer(Message question) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    List<Record> found = records.get(asked.getName());
    if (failing) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (found == null) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else {
      found.stream()
          .filter(it -> it.getType() == asked.getType() || it.getType() == Type.CNAME)
          .forEach(it -> answer.addRecord(it, Section.ANSWER));
    }
    return answer;
  }

  private static Name name(String hostname) {
    try {
      return Name.fromString(hostname, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
