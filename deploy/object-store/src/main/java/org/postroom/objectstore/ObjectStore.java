package org.postroom.objectstore;

import com.adobe.testing.s3mock.S3MockApplication;
import com.adobe.testing.s3mock.s3.store.KmsKeyStore;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The S3-compatible store of a local installation: Adobe's S3Mock on one loopback port, without
 * TLS, with its objects in a directory that survives. It takes any credentials, so it is for trying
 * exports out and for nothing else.
 *
 * <p>Environment: {@code POSTROOM_S3_PORT}, {@code POSTROOM_S3_DIRECTORY}, {@code POSTROOM_REGION},
 * and {@code POSTROOM_S3_BUCKET}, which is made when it is not there.
 */
public final class ObjectStore {
  private static final String STORE = "com.adobe.testing.s3mock.store.";

  private ObjectStore() {}

  /** Serves until the process is asked to end. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    // As arguments, since S3Mock's own configuration overrides what is less than that.
    new SpringApplicationBuilder(S3MockApplication.class, Deviations.class)
        .bannerMode(Banner.Mode.OFF)
        .run(
            "--server.address=127.0.0.1",
            "--server.port=" + environment.get("POSTROOM_S3_PORT"),
            "--server.ssl.enabled=false",
            "--com.adobe.testing.s3mock.httpPort=0",
            "--" + STORE + "root=" + environment.get("POSTROOM_S3_DIRECTORY"),
            "--" + STORE + "retainFilesOnExit=true",
            "--" + STORE + "initialBuckets=" + environment.get("POSTROOM_S3_BUCKET"),
            "--" + STORE + "region=" + environment.get("POSTROOM_REGION"),
            // The store is made by the first request; that must not be a user's.
            "--spring.main.lazy-initialization=false",
            "--logging.level.root=WARN");
  }

  /** What is not as S3Mock has it. */
  @Configuration(proxyBeanMethods = false)
  static class Deviations {
    /** Drops the second port, which would listen on every interface. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> onlyTheLoopbackPort() {
      return factory -> factory.getAdditionalConnectors().clear();
    }

    /** It encrypts nothing, so whoever tries it out need not tell it of keys first. */
    @Bean
    @Primary
    KmsKeyStore everyKey() {
      return new KmsKeyStore(
          new HashMap<String, String>() {
            @Override
            public boolean containsKey(Object key) {
              return true;
            }
          });
    }
  }
}
