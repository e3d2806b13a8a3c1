package org.postroom.export.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.postroom.export.archive.MailboxArchive;
import org.postroom.export.objectstore.S3Clients.Clients;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ObjectUpload;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * A multipart upload: nothing is visible before it is complete, and completing it is the last thing
 * done. What is complete is never removed here: by then the key may hold what another run wrote.
 */
final class S3Upload implements ObjectUpload {
  private static final Logger LOG = Logger.getLogger(S3Upload.class);

  /** Names the upload that an object came from. */
  private static final String MARK = "postroom-upload";

  private final S3Clients makers;
  private final ExportOrder order;
  private final S3Failures failures;
  private final Clients clients;
  private final String bucket;
  private final String key;
  private final String id;
  private final String mark;
  private final ExecutorService threads;
  private final MessageDigest digest = MailboxArchive.sha384();
  private final PartStream content;
  private volatile boolean cancelled;
  private boolean complete;

  private S3Upload(
      S3Clients makers,
      ExportOrder order,
      S3Failures failures,
      Clients clients,
      String id,
      String mark) {
    this.makers = makers;
    this.order = order;
    this.failures = failures;
    this.clients = clients;
    this.bucket = order.target().bucket();
    this.key = order.target().zipKey(order.jobId());
    this.id = id;
    this.mark = mark;
    this.threads =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "export-upload-" + order.jobId()));
    this.content = new PartStream(threads, this::send, digest, makers.partMemory());
  }

  /**
   * Begins an upload with clients that are its own from then on.
   *
   * @throws IOException when there is none; the clients are still the caller's then
   */
  static S3Upload begin(S3Clients makers, Clients clients, ExportOrder order) throws IOException {
    S3Failures failures = new S3Failures(order.target());
    String mark = UUID.randomUUID().toString();
    try {
      String id =
          clients
              .s3()
              .createMultipartUpload(
                  r ->
                      r.bucket(order.target().bucket())
                          .key(order.target().zipKey(order.jobId()))
                          .contentType("application/zip")
                          .metadata(Map.of(MARK, mark))
                          .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                          .ssekmsKeyId(makers.kmsKey(order)))
              .uploadId();
      return new S3Upload(makers, order, failures, clients, id, mark);
    } catch (RuntimeException e) {
      throw failures.broken("s3:PutObject", e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void expect(long bytes) throws IOException {
    content.expect(bytes);
  }

  @Override
  public OutputStream content() {
    return content;
  }

  private CompletedPart send(int number, byte[] bytes, int length) throws IOException {
    try {
      String tag =
          clients
              .s3()
              .uploadPart(
                  r ->
                      r.bucket(bucket)
                          .key(key)
                          .uploadId(id)
                          .partNumber(number)
                          .contentLength((long) length),
                  body(bytes, length))
              .eTag();
      return CompletedPart.builder().partNumber(number).eTag(tag).build();
    } catch (RuntimeException e) {
      throw failed("s3:PutObject", e);
    }
  }

  /** A body that is not copied, and can be sent again. */
  private static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
  }

  private IOException failed(String action, RuntimeException failure) {
    return cancelled
        ? new InterruptedIOException("the upload was stopped")
        : failures.broken(action, failure);
  }

  @Override
  public String complete() throws IOException {
    List<CompletedPart> parts = content.finish();
    String sha384 = HexFormat.of().formatHex(digest.digest());
    byte[] line = (sha384 + "  " + order.jobId() + ".zip\n").getBytes(UTF_8);
    try {
      // The digest comes first: a zip that is there has one, and nothing fails after it.
      clients
          .s3()
          .putObject(
              r ->
                  r.bucket(bucket)
                      .key(order.target().digestKey(order.jobId()))
                      .contentType("text/plain")
                      .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                      .ssekmsKeyId(makers.kmsKey(order)),
              RequestBody.fromBytes(line));
      commit(parts);
    } catch (RuntimeException e) {
      throw failed("s3:PutObject", e);
    }
    complete = true;
    return sha384;
  }

  private void commit(List<CompletedPart> parts) {
    try {
      clients
          .s3()
          .completeMultipartUpload(
              r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)));
    } catch (NoSuchUploadException e) {
      // An answer may have been lost, and the client asked again for what was done already.
      if (!isCommitted()) {
        throw e;
      }
    }
  }

  private boolean isCommitted() {
    try {
      return mark.equals(
          clients.s3().headObject(r -> r.bucket(bucket).key(key)).metadata().get(MARK));
    } catch (S3Exception e) {
      LOG.debugf("The store does not show what was written: bucket=%s", bucket);
      return false;
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    threads.shutdownNow();
    clients.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.close();
    if (complete) {
      return;
    }
    // What was on its way when the clients were closed may have arrived: aborting takes it along.
    try (Clients fresh = makers.of(order)) {
      fresh.s3().abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
    } catch (NoSuchUploadException e) {
      LOG.debugf("An upload had ended already: jobId=%s", order.jobId());
    } catch (IOException | RuntimeException e) {
      LOG.warnf(
          "An unfinished export could not be removed: organizationId=%s jobId=%s bucket=%s"
              + " reason=%s",
          order.organizationId(),
          order.jobId(),
          bucket,
          e instanceof RuntimeException r
              ? failures.of("s3:AbortMultipartUpload", r).getMessage()
              : e.getMessage());
    }
  }
}
