package org.postroom.benchmarks.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What moving the same bytes costs without making anything of them: one FETCH of a whole folder,
 * the literals' bytes one after the other into a multipart upload, two parts on their way.
 */
final class RawCopy {
  static final String KEY = "11111111-2222-3333-4444-555555555555";

  private static final int PART = 8 << 20;
  private static final int ON_THEIR_WAY = 2;

  private final int imapPort;
  private final URI store;
  private final String bucket;
  private final String key;
  private final byte[] block = new byte[64 * 1024];

  RawCopy(int imapPort, URI store, String bucket, String key) {
    this.imapPort = imapPort;
    this.store = store;
    this.bucket = bucket;
    this.key = key;
  }

  void run() throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(ON_THEIR_WAY);
    try (S3Client s3 = client();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), imapPort);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
      Parts parts = new Parts(s3, threads);
      socket
          .getOutputStream()
          .write(
              "a LOGIN \"x\" \"y\"\r\nb EXAMINE \"INBOX\"\r\nc UID FETCH 1:* (BODY.PEEK[])\r\n"
                  .getBytes(ISO_8859_1));
      for (String line = line(in); !line.startsWith("c "); line = line(in)) {
        if (line.endsWith("}") && line.contains(" FETCH (")) {
          copy(
              in,
              Long.parseLong(line.substring(line.lastIndexOf('{') + 1, line.length() - 1)),
              parts);
        }
      }
      parts.complete();
      s3.deleteObject(r -> r.bucket(bucket).key(key));
    } finally {
      threads.shutdownNow();
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(store)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("floor", "floor")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private void copy(DataInputStream in, long length, Parts parts)
      throws IOException, InterruptedException, ExecutionException {
    for (long left = length; left > 0; ) {
      int count = in.read(block, 0, (int) Math.min(left, block.length));
      parts.add(block, count);
      left -= count;
    }
  }

  private final class Parts {
    private final S3Client s3;
    private final ExecutorService threads;
    private final String id;
    private final List<CompletedPart> done = new ArrayList<>();
    private final Deque<Future<CompletedPart>> onTheirWay = new ArrayDeque<>();
    private byte[] part = new byte[PART];
    private int filled;
    private int count;

    Parts(S3Client s3, ExecutorService threads) {
      this.s3 = s3;
      this.threads = threads;
      this.id =
          s3.createMultipartUpload(
                  r ->
                      r.bucket(bucket)
                          .key(key)
                          .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                          .ssekmsKeyId(KEY))
              .uploadId();
    }

    void add(byte[] bytes, int length) throws InterruptedException, ExecutionException {
      int first = Math.min(length, PART - filled);
      System.arraycopy(bytes, 0, part, filled, first);
      filled += first;
      if (filled == PART) {
        send();
        System.arraycopy(bytes, first, part, 0, length - first);
        filled = length - first;
      }
    }

    private void send() throws InterruptedException, ExecutionException {
      byte[] full = part;
      int length = filled;
      int number = ++count;
      onTheirWay.add(threads.submit(() -> upload(number, full, length)));
      if (onTheirWay.size() > ON_THEIR_WAY) {
        done.add(onTheirWay.remove().get());
      }
      part = new byte[PART];
      filled = 0;
    }

    private CompletedPart upload(int number, byte[] bytes, int length) {
      RequestBody body =
          RequestBody.fromContentProvider(
              () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
      String tag =
          s3.uploadPart(r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number), body)
              .eTag();
      return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    void complete() throws InterruptedException, ExecutionException {
      send();
      while (!onTheirWay.isEmpty()) {
        done.add(onTheirWay.remove().get());
      }
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(u -> u.parts(done)));
    }
  }
}
