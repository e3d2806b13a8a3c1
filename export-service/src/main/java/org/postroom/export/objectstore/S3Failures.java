package org.postroom.export.objectstore;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportTarget;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Says what an error of the object storage means to an administrator. */
final class S3Failures {
  private final ExportTarget target;

  S3Failures(ExportTarget target) {
    this.target = target;
  }

  /** The first of a failure's causes that is of this kind. */
  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  ExportBroken broken(String action, RuntimeException failure) {
    return new ExportBroken(of(action, failure));
  }

  /**
   * @param action what permission the refused call needs
   */
  ExportFailed of(String action, RuntimeException failure) {
    Optional<AwsServiceException> refused = cause(failure, AwsServiceException.class);
    if (refused.isPresent()) {
      return refused.get() instanceof StsException sts
          ? notAssumed(sts)
          : refused(action, refused.get());
    }
    Optional<ExportBroken> broken = cause(failure, ExportBroken.class);
    if (broken.isPresent()) {
      return broken.get().failure();
    }
    Optional<UnknownHostException> unknown = cause(failure, UnknownHostException.class);
    if (unknown.isPresent()) {
      return ExportFailed.forNow(
          "The object storage's name "
              + unknown.get().getMessage()
              + " is not known; see postroom.export.s3.endpoint",
          failure);
    }
    Optional<? extends Exception> untrusted =
        cause(failure, CertificateException.class)
            .<Exception>map(Function.identity())
            .or(() -> cause(failure, SSLPeerUnverifiedException.class));
    if (untrusted.isPresent()) {
      return ExportFailed.forGood(
          "The object storage shows no certificate that is trusted: "
              + untrusted.get().getMessage(),
          failure);
    }
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String why =
        root instanceof ConnectException
            ? "takes no connections; is it running?"
            : root instanceof SocketTimeoutException
                    || root.getClass().getSimpleName().contains("Timeout")
                ? "did not answer in time"
                : failure instanceof SdkException
                    ? "broke off: " + root.getMessage()
                    : "could not be used: " + root.getClass().getSimpleName();
    return ExportFailed.forNow("The object storage " + why, failure);
  }

  private static String name(AwsServiceException refused) {
    String code = refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorCode();
    return code == null ? "HTTP " + refused.statusCode() : code;
  }

  private static String said(AwsServiceException refused) {
    String said =
        refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorMessage();
    return said == null ? "" : said;
  }

  /** What the other side said, in parentheses. */
  private static String tail(AwsServiceException refused) {
    return " (" + name(refused) + (said(refused).isBlank() ? "" : ": " + said(refused)) + ")";
  }

  private static boolean passes(AwsServiceException refused) {
    return refused.statusCode() >= 500
        || refused.isThrottlingException()
        || name(refused).equals("RequestTimeout");
  }

  /** The installation's own credentials do not get the role's. */
  private ExportFailed notAssumed(StsException refused) {
    if (passes(refused)) {
      return ExportFailed.forNow(
          "STS does not give credentials of the role " + target.roleArn() + tail(refused), refused);
    }
    return switch (name(refused)) {
      case "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException" ->
          ExportFailed.forGood(
              "STS does not accept the installation's own credentials; see"
                  + " postroom.export.s3.credentials-file"
                  + tail(refused),
              refused);
      default ->
          ExportFailed.forGood(
              "The role "
                  + target.roleArn()
                  + " cannot be assumed; it must trust the installation's own credentials, with the"
                  + " organization's id as external id, and they need sts:AssumeRole for it"
                  + tail(refused),
              refused);
    };
  }

  private ExportFailed refused(String action, AwsServiceException refused) {
    String name = name(refused);
    String tail = tail(refused);
    String role = "The role " + target.roleArn();
    String bucket = "the bucket " + target.bucket();
    if (name.startsWith("KMS") || name.equals("AccessDenied") && said(refused).contains(" kms:")) {
      return ExportFailed.forGood(
          role
              + " cannot encrypt with the key "
              + target.kmsKeyArn()
              + "; it needs kms:GenerateDataKey and kms:Decrypt on an enabled key of the bucket's"
              + " region"
              + tail,
          refused);
    }
    return switch (name) {
      case "NoSuchBucket", "HTTP 404" ->
          ExportFailed.forGood("There is no bucket " + target.bucket() + tail, refused);
      case "NoSuchUpload" ->
          ExportFailed.forNow(
              "The upload into " + bucket + " was aborted by somebody else" + tail, refused);
      case "AccessDenied", "AllAccessDisabled", "HTTP 403" ->
          ExportFailed.forGood(
              role + " is not allowed " + action + " in " + bucket + tail, refused);
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidClientTokenId",
          "ExpiredToken",
          "InvalidToken" ->
          ExportFailed.forGood(
              "The object storage does not accept the credentials for the role "
                  + target.roleArn()
                  + "; see postroom.export.s3.credentials-file"
                  + tail,
              refused);
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "HTTP 301" ->
          ExportFailed.forGood(
              "T"
                  + bucket.substring(1)
                  + " is in another region; see postroom.export.s3.region"
                  + tail,
              refused);
      case "RequestTimeTooSkewed" ->
          ExportFailed.forGood("The clocks of service and object storage differ" + tail, refused);
      default -> {
        String what = "The object storage refuses " + action + " in " + bucket + tail;
        yield passes(refused)
            ? ExportFailed.forNow(what, refused)
            : ExportFailed.forGood(what, refused);
      }
    };
  }
}
