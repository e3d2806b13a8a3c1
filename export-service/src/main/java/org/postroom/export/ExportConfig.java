package org.postroom.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of the export service. */
@ConfigMapping(prefix = "postroom.export")
public interface ExportConfig {
  /** The mail servers that mailboxes are read from. */
  ImapConfig imap();

  /** The object storage that exports are written to. */
  S3Config s3();

  /** Whether messages are compressed; deflating costs several times the time of storing. */
  @WithDefault("stored")
  Compression compression();

  /** Exports that one replica runs at a time. */
  @WithDefault("2")
  int workers();

  /** For how long a worker that is no longer heard of keeps a job from the others. */
  @WithDefault("30s")
  Duration lease();

  /** Whether messages are compressed. */
  enum Compression {
    STORED,
    DEFLATED
  }

  /** How mailboxes are read. The service must be able to read every user's mailbox. */
  interface ImapConfig {
    /** The host of the mail server; without it only organizations of their own file have one. */
    Optional<String> host();

    /** The port; without it 993 with {@code tls}, 143 otherwise. */
    OptionalInt port();

    /** How the connection is protected. */
    @WithDefault("tls")
    Security security();

    /**
     * PEM file of the certificate authorities that vouch for the mail server, instead of the Java
     * platform's.
     */
    @WithName("trusted-certificates")
    Optional<Path> trustedCertificates();

    /** How one login reads another's mailbox. */
    @WithDefault("authorization-identity")
    Login login();

    /** The name of the login that may read every mailbox. */
    @WithName("master-user")
    Optional<String> masterUser();

    /** Text file with its password; read at every login. */
    @WithName("master-password-file")
    Optional<Path> masterPasswordFile();

    /** What the mail server calls a mailbox. */
    @WithName("mailbox-name")
    @WithDefault("email")
    MailboxName mailboxName();

    /** What stands between mailbox and master user with {@code login=master-user}. */
    @WithDefault("*")
    String separator();

    /** How long a connection may take to be made. */
    @WithName("connect-timeout")
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long the mail server may be silent. */
    @WithName("read-timeout")
    @WithDefault("60s")
    Duration readTimeout();

    /**
     * JSON file of the organizations whose mailboxes are elsewhere: {@code
     * {"m-…":{"host":"…","port":993,"security":"tls",…}}} with the keys of this group; what an
     * organization does not say is as for all, but with a {@code host} of its own it must have a
     * {@code master-user} and {@code master-password-file} of its own. Read again at every export.
     */
    @WithName("organizations-file")
    Optional<Path> organizationsFile();
  }

  /** How the connection to a mail server is protected. */
  enum Security {
    /** TLS from the first byte. */
    TLS,
    /** STARTTLS, without which nothing is said. */
    STARTTLS,
    /** Not at all; for a server on the same machine or a protected network. */
    NONE
  }

  /** How one login reads another's mailbox. */
  enum Login {
    /** AUTHENTICATE PLAIN as the master user with the mailbox as authorization identity. */
    AUTHORIZATION_IDENTITY,
    /** LOGIN as {@code mailbox*master-user}. */
    MASTER_USER
  }

  /** What a mail server calls a mailbox. */
  enum MailboxName {
    ENTITY_ID,
    EMAIL,
    NAME
  }

  /** How exports are written. */
  interface S3Config {
    /** Where the S3 API is; Amazon's own endpoint of the region when not given. */
    Optional<URI> endpoint();

    /** The region of the buckets; the installation's when not given. */
    Optional<String> region();

    /** Whether the bucket's name stands in the path instead of the host name. */
    @WithName("path-style")
    @WithDefault("false")
    boolean pathStyle();

    /**
     * JSON file of static credentials: {@code {"default":{"accessKeyId":"…","secretAccessKey":"…",
     * "sessionToken":null},"roles":{"arn:aws:iam::…:role/…":{…}}}}; read again when it changes.
     * Without {@code assume-role} a job's role takes its own entry, else the default one; with it
     * the default one assumes the role.
     */
    @WithName("credentials-file")
    Optional<Path> credentialsFile();

    /**
     * Whether AWS's default chain of credentials (environment, container, instance) stands in for
     * the file's default entry. Without either nothing is written.
     */
    @WithName("default-credentials")
    @WithDefault("false")
    boolean defaultCredentials();

    /** Whether a job's role is assumed through STS. */
    @WithName("assume-role")
    @WithDefault("false")
    boolean assumeRole();

    /** Where the STS API is; Amazon's own endpoint of the region when not given. */
    @WithName("sts-endpoint")
    Optional<URI> stsEndpoint();

    /** How the store is told of the key that objects are encrypted with. */
    @WithName("kms-key")
    @WithDefault("arn")
    KmsKey kmsKey();
  }

  /** How a store is told of the key that objects are encrypted with. */
  enum KmsKey {
    /** By its ARN, as Amazon's. */
    ARN,
    /** By its id alone, for stores that know no ARNs. */
    BARE_ID
  }
}
