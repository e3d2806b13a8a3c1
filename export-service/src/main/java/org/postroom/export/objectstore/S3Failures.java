package org.postroom.export.objectstore;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportTarget;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what an error of the object storage means to an administrator. */
final class S3Failures {
  private final ExportTarget target;

  S3Failures(ExportTarget target) {
    this.target = target;
  }

  ExportBroken broken(String action, RuntimeException failure) {
    return new ExportBroken(of(action, failure));
  }

  /**
   * @param action what permission the refused call needs
   */
  ExportFailed of(String action, RuntimeException failure) {
    if (failure instanceof AwsServiceException refused) {
      return refused(action, refused);
    }
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root instanceof ExportBroken broken) {
      return broken.failure();
    }
    if (root instanceof UnknownHostException) {
      return ExportFailed.forGood(
          "The object storage's name "
              + root.getMessage()
              + " is not known; see postroom.export.s3.endpoint",
          failure);
    }
    if (root instanceof SSLException) {
      return ExportFailed.forGood(
          "The object storage shows no certificate that is trusted: " + root.getMessage(), failure);
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

  private ExportFailed refused(String action, AwsServiceException refused) {
    String code = refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorCode();
    String said =
        refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorMessage();
    String name = code == null ? "HTTP " + refused.statusCode() : code;
    String tail = " (" + name + (said == null || said.isBlank() ? "" : ": " + said) + ")";
    String role = "The role " + target.roleArn();
    String bucket = "the bucket " + target.bucket();
    if (name.startsWith("KMS")) {
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
        boolean passes =
            refused.statusCode() >= 500
                || refused.isThrottlingException()
                || name.equals("RequestTimeout");
        yield passes ? ExportFailed.forNow(what, refused) : ExportFailed.forGood(what, refused);
      }
    };
  }
}
