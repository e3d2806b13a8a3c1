package org.postroom.directory.authentication.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.Secret;
import org.postroom.directory.DirectoryConfig;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.authentication.application.AttemptLimits.Attempt;
import org.postroom.directory.authentication.application.Verdict.Kind;
import org.postroom.directory.entity.model.CaseFolding;

/**
 * Answers whether an address and a password belong together. Whoever asks learns nothing about an
 * address that is wrong: it is limited as any other, and its password is compared with a hash as
 * any other.
 */
@Singleton
public class Authentication {
  private static final int LONGEST_KEY = 320;

  private final KnownUsers users;
  private final PasswordVerifier verifier;
  private final AttemptLimits byAddress;
  private final AttemptLimits byUser;
  private final AttemptLimits bySource;

  Authentication(KnownUsers users, PasswordVerifier verifier, DirectoryConfig config, Clock clock) {
    this.users = users;
    this.verifier = verifier;
    DirectoryConfig.AuthenticationConfig limits = config.authentication();
    Duration period = limits.failuresPeriod();
    byAddress = new AttemptLimits(limits.failuresPerUser(), period, limits.remembered(), clock);
    byUser = new AttemptLimits(limits.failuresPerUser(), period, limits.remembered(), clock);
    bySource = new AttemptLimits(limits.failuresPerSource(), period, limits.remembered(), clock);
  }

  /**
   * Tries a password. May complete on a thread of the verifier.
   *
   * @param source where it was typed, as the mail server names it; null when it does not
   */
  public Uni<Verdict> attempt(String address, Secret password, String source) {
    Optional<Attempt> ofSource =
        Optional.ofNullable(source).map(text -> bySource.begin(SourceAddress.of(text).key()));
    if (ofSource.isPresent() && !ofSource.get().isAllowed()) {
      return limited(Kind.LIMITED_BY_SOURCE, ofSource.get());
    }
    Attempt ofAddress = byAddress.begin(limitKey(address));
    if (!ofAddress.isAllowed()) {
      return limited(Kind.LIMITED_BY_ADDRESS, ofAddress);
    }
    List<Attempt> counted =
        ofSource.map(attempt -> List.of(attempt, ofAddress)).orElse(List.of(ofAddress));
    return find(address)
        .chain(found -> check(found, password))
        .onFailure(RejectedExecutionException.class)
        .recoverWithItem(Verdict.of(Kind.BUSY))
        .invoke(
            verdict -> {
              if (verdict.kind() != Kind.WRONG) {
                counted.forEach(Attempt::giveBack);
              }
            })
        // Nobody has guessed anything.
        .onFailure()
        .invoke(() -> counted.forEach(Attempt::giveBack));
  }

  private Uni<Optional<KnownUser>> find(String address) {
    EmailAddress parsed;
    try {
      parsed = EmailAddress.of(address);
    } catch (OperationRejected notAnAddress) {
      return Uni.createFrom().item(Optional.empty());
    }
    return users.find(parsed);
  }

  /**
   * A user that was tried too often under several addresses is treated as nobody: an answer of its
   * own would tell that two addresses are one user's.
   */
  private Uni<Verdict> check(Optional<KnownUser> found, Secret password) {
    Optional<Attempt> ofUser = found.map(user -> byUser.begin(user.userId()));
    String hash =
        ofUser
            .filter(Attempt::isAllowed)
            .flatMap(ignored -> found)
            .map(KnownUser::passwordHash)
            .orElse(null);
    return verifier
        .isRight(password, hash)
        .onFailure()
        .invoke(() -> ofUser.ifPresent(Attempt::giveBack))
        .map(
            right -> {
              if (!right) {
                return Verdict.of(Kind.WRONG);
              }
              ofUser.ifPresent(Attempt::giveBack);
              return Verdict.right(found.orElseThrow());
            });
  }

  private static Uni<Verdict> limited(Kind kind, Attempt attempt) {
    return Uni.createFrom().item(Verdict.limited(kind, attempt.retryAfter()));
  }

  private static String limitKey(String address) {
    String key = CaseFolding.key(address);
    return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key;
  }
}
