package org.postroom.maildomain.availability.probe;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postroom.maildomain.AvailabilityConfig;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.availability.model.AddressGuard;
import org.postroom.maildomain.availability.model.EwsEndpoint;

/**
 * HTTP to places that users name. A name is looked up once; every address found must be permitted,
 * and the connection is made to one of those very addresses, so that a second answer of the name
 * server changes nothing. TLS and the Host header use the name. Redirects are not followed, and of
 * an answer only so much is read.
 */
@Singleton
class GuardedHttp {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int HANDSHAKE_SECONDS = 4;
  private static final int MOST_BYTES = 512 * 1024;

  private final HttpClient client;
  private final ProbePool pool;
  private final HostAddresses addresses;
  private final AddressGuard guard;

  GuardedHttp(
      Vertx vertx,
      ProbePool pool,
      HostAddresses addresses,
      AddressGuard guard,
      MailDomainConfig config) {
    this.pool = pool;
    this.addresses = addresses;
    this.guard = guard;
    AvailabilityConfig settings = config.availability();
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setKeepAlive(false)
            .setVerifyHost(true)
            .setForceSni(true);
    settings.trustedCertificates().ifPresent(file -> options.setTrustOptions(trust(file)));
    this.client =
        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.testsAtOnce()));
  }

  private static PemTrustOptions trust(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalStateException(
          "The file " + file + " of trusted certificates is missing or unreadable");
    }
    return new PemTrustOptions().addCertPath(file.toString());
  }

  /**
   * Sends a request; a subscription that is cancelled closes the connection.
   *
   * @return fails with what the connection, TLS or the look-up failed with
   */
  Uni<Answer> post(EwsEndpoint endpoint, MultiMap headers, Buffer body) {
    return pool.run(() -> permitted(endpoint.host()))
        .chain(found -> exchange(endpoint, found, headers, body));
  }

  private List<InetAddress> permitted(String host) throws UnknownHostException {
    List<InetAddress> found = addresses.of(host);
    for (InetAddress address : found) {
      if (!guard.permits(host, address)) {
        throw new ProbeFailed(
            "This installation does not call "
                + host
                + ": its address is not on the public Internet, and not allowed by the operator");
      }
    }
    return found;
  }

  private Uni<Answer> exchange(
      EwsEndpoint endpoint, List<InetAddress> found, MultiMap headers, Buffer body) {
    Uni<Answer> first = exchange(endpoint, found.get(0), headers, body);
    return found.size() == 1
        ? first
        : first
            .onFailure(ConnectException.class)
            .recoverWithUni(
                () -> exchange(endpoint, found.subList(1, found.size()), headers, body));
  }

  private Uni<Answer> exchange(
      EwsEndpoint endpoint, InetAddress address, MultiMap headers, Buffer body) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Future<HttpClientRequest> opened = client.request(options(endpoint, address));
              emitter.onTermination(
                  () -> opened.onSuccess(request -> request.connection().close()));
              opened
                  .compose(
                      request -> {
                        request.headers().addAll(headers);
                        // Inside, so that the reader is there before the answer can have ended.
                        return request.send(body).compose(GuardedHttp::read);
                      })
                  .onSuccess(emitter::complete)
                  .onFailure(emitter::fail);
            });
  }

  private static RequestOptions options(EwsEndpoint endpoint, InetAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(
            SocketAddress.inetSocketAddress(
                new InetSocketAddress(withoutName(address), endpoint.port())))
        .setSsl(endpoint.secure())
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .setURI(endpoint.target())
        .setFollowRedirects(false);
  }

  /** Nothing is left in it that could be looked up again. */
  private static InetAddress withoutName(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of none", e);
    }
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Promise<Answer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          if (body.length() + part.length() > MOST_BYTES) {
            whole.tryFail(new ProbeFailed("The endpoint's answer is too long"));
          } else {
            body.appendBuffer(part);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(
        ignored -> whole.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
    return whole.future();
  }

  /** What came back. */
  record Answer(int status, MultiMap headers, Buffer body) {}
}
