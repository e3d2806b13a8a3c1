package org.postroom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.contract.broken.ContractWithAFramework;
import org.postroom.directory.broken.DirectoryKnowingMailDomain;
import org.postroom.directory.broken.HandlerElsewhere;
import org.postroom.directory.broken.LoggingElsewhere;
import org.postroom.directory.broken.application.ApplicationKnowingARow;
import org.postroom.directory.broken.application.ApplicationUsingASession;
import org.postroom.directory.broken.application.ApplicationWithSql;
import org.postroom.directory.broken.application.MisnamedDecision;
import org.postroom.directory.broken.application.PublicHandler;
import org.postroom.directory.broken.model.EntityInTheModel;
import org.postroom.directory.broken.model.ModelKnowingARow;
import org.postroom.directory.broken.model.ModelKnowingTheKit;
import org.postroom.directory.broken.model.ModelWithAFramework;
import org.postroom.directory.broken.persistence.OpensASession;
import org.postroom.directory.broken.persistence.TalksToKafka;
import org.postroom.directory.broken.persistence.UsesJdbc;
import org.postroom.export.broken.ExportKnowingGateway;
import org.postroom.gateway.broken.GatewayKnowingMailDomain;
import org.postroom.gateway.broken.GatewayKnowingTheKit;
import org.postroom.gateway.broken.GatewayWithADatabase;
import org.postroom.kit.broken.KitKnowingMailDomain;
import org.postroom.kit.broken.KitOpeningASession;
import org.postroom.maildomain.broken.MailDomainKnowingGateway;
import org.postroom.policy.broken.PolicyKnowingGateway;

/** The rules of the architecture, each with fixtures that break it. */
final class ArchitectureRules {
  private static final String CONTRACT = "org.postroom.contract..";
  private static final String TRANSPORT = "org.postroom.transport..";
  private static final String AUDIT = "org.postroom.audit..";
  private static final String KIT = "org.postroom.kit..";
  private static final String GATEWAY = "org.postroom.gateway..";

  private static final List<String> CONTEXTS =
      List.of("directory", "maildomain", "policy", "export");

  private static final Map<String, Class<?>> KNOWING_ANOTHER =
      Map.of(
          "directory", DirectoryKnowingMailDomain.class,
          "maildomain", MailDomainKnowingGateway.class,
          "policy", PolicyKnowingGateway.class,
          "export", ExportKnowingGateway.class);

  private static final String[] SERVICES =
      CONTEXTS.stream().map(name -> "org.postroom." + name + "..").toArray(String[]::new);

  private static final String[] APPLICATION = inServices("application");
  private static final String[] MODEL = inServices("model");
  private static final String[] PERSISTENCE = inServices("persistence");

  private ArchitectureRules() {}

  static List<GuardedRule> all() {
    List<GuardedRule> rules = new ArrayList<>();
    modules(rules);
    layers(rules);
    access(rules);
    conventions(rules);
    return rules;
  }

  private static void modules(List<GuardedRule> rules) {
    rules.add(
        GuardedRule.of(
            "the contract knows the JDK, Jackson and Jakarta Validation, nothing else",
            classes()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                        CONTRACT,
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "jakarta.validation..")),
            ContractWithAFramework.class));
    rules.add(
        GuardedRule.of(
            "the kit knows contract, transport and audit, no service",
            classes()
                .that()
                .resideInAPackage(KIT)
                .should()
                .onlyDependOnClassesThat(
                    notOurs().or(resideInAnyPackage(KIT, TRANSPORT, AUDIT, CONTRACT))),
            KitKnowingMailDomain.class));
    rules.add(
        GuardedRule.of(
            "the gateway knows contract, transport and audit, neither kit nor services",
            classes()
                .that()
                .resideInAPackage(GATEWAY)
                .should()
                .onlyDependOnClassesThat(
                    notOurs().or(resideInAnyPackage(GATEWAY, TRANSPORT, AUDIT, CONTRACT))),
            GatewayKnowingTheKit.class,
            GatewayKnowingMailDomain.class));
    rules.add(
        GuardedRule.of(
            "the gateway has no database",
            noClasses()
                .that()
                .resideInAPackage(GATEWAY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.hibernate.reactive..",
                    "jakarta.persistence..",
                    "java.sql..",
                    "javax.sql..",
                    "io.vertx.sqlclient.."),
            GatewayWithADatabase.class));
    for (String context : CONTEXTS) {
      String own = "org.postroom." + context + "..";
      GuardedRule rule =
          GuardedRule.of(
              "the service "
                  + context
                  + " knows contract, transport, audit and kit, no other service",
              classes()
                  .that()
                  .resideInAPackage(own)
                  .should()
                  .onlyDependOnClassesThat(
                      notOurs().or(resideInAnyPackage(own, KIT, AUDIT, TRANSPORT, CONTRACT)))
                  .allowEmptyShould(true),
              KNOWING_ANOTHER.get(context));
      rules.add(rule);
    }
  }

  private static void layers(List<GuardedRule> rules) {
    rules.add(
        GuardedRule.of(
            "a model knows the contract and other models, no framework",
            classes()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", CONTRACT).or(resideInAnyPackage(MODEL))),
            ModelWithAFramework.class,
            ModelKnowingTheKit.class,
            ModelKnowingARow.class,
            EntityInTheModel.class));
    rules.add(
        GuardedRule.of(
            "only persistence knows persistence",
            noClasses()
                .that(resideInAnyPackage(SERVICES).and(not(resideInAnyPackage(PERSISTENCE))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(PERSISTENCE)),
            ApplicationKnowingARow.class,
            ModelKnowingARow.class));
    rules.add(
        GuardedRule.of(
            "handlers and ports know neither database, Kafka nor HTTP",
            noClasses()
                .that()
                .resideInAnyPackage(APPLICATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "java.sql..",
                    "org.apache.kafka..",
                    "io.vertx..",
                    "org.eclipse.microprofile.reactive.messaging.."),
            ApplicationWithSql.class));
    rules.add(
        GuardedRule.of(
            "handlers and ports pass a session on and never use it",
            noClasses()
                .that()
                .resideInAnyPackage(APPLICATION)
                .should()
                .callMethodWhere(
                    describe(
                        "the session's own",
                        (JavaMethodCall call) ->
                            call.getTargetOwner().getPackageName().startsWith("org.hibernate"))),
            ApplicationUsingASession.class));
  }

  private static void access(List<GuardedRule> rules) {
    rules.add(
        GuardedRule.of(
            "no service opens a session, a transaction or a connection",
            noClasses().that().resideInAnyPackage(SERVICES).should().dependOnClassesThat(opening()),
            OpensASession.class,
            UsesJdbc.class));
    rules.add(
        GuardedRule.of(
            "in the kit only org.postroom.kit.database opens sessions",
            noClasses()
                .that(
                    resideInAPackage(KIT).and(not(resideInAPackage("org.postroom.kit.database.."))))
                .should()
                .dependOnClassesThat(opening()),
            KitOpeningASession.class));
    rules.add(
        GuardedRule.of(
            "no service talks to Kafka",
            noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.eclipse.microprofile.reactive.messaging..",
                    "io.smallrye.reactive.messaging.."),
            TalksToKafka.class));
  }

  private static void conventions(List<GuardedRule> rules) {
    DescribedPredicate<JavaClass> deciding =
        assignableTo("org.postroom.kit.command.CommandHandler")
            .or(assignableTo("org.postroom.kit.command.InternalCommandHandler"))
            .or(assignableTo("org.postroom.kit.query.QueryHandler"));
    DescribedPredicate<JavaClass> handlers =
        deciding.or(assignableTo("org.postroom.kit.view.ViewHandler"));
    rules.add(
        GuardedRule.of(
            "a handler lives in an application package and is nobody's business",
            classes()
                .that(handlers.and(resideInAnyPackage(SERVICES)))
                .should()
                .resideInAnyPackage(APPLICATION)
                .andShould()
                .notBePublic(),
            PublicHandler.class,
            HandlerElsewhere.class));
    rules.add(
        GuardedRule.of(
            "the handler of a command or query is called Handler",
            classes()
                .that(deciding.and(resideInAnyPackage(SERVICES)))
                .should()
                .haveSimpleNameEndingWith("Handler"),
            MisnamedDecision.class));
    rules.add(
        GuardedRule.of(
            "a mapped row lives in a persistence package and is called Row",
            classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .and()
                .resideInAnyPackage(SERVICES)
                .should()
                .resideInAnyPackage(PERSISTENCE)
                .andShould()
                .haveSimpleNameEndingWith("Row"),
            EntityInTheModel.class));
    rules.add(
        GuardedRule.of(
            "whoever logs uses JBoss Logging",
            noClasses()
                .that(resideInAnyPackage(SERVICES).or(resideInAnyPackage(KIT, GATEWAY)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "io.quarkus.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.logging.Logger"),
            LoggingElsewhere.class));
  }

  /** What begins a session, a transaction or a connection; looking at their failures is free. */
  private static DescribedPredicate<JavaClass> opening() {
    return resideInAnyPackage(
            "java.sql..", "javax.sql..", "io.vertx.sqlclient..", "jakarta.transaction..")
        .and(describe("no exceptions", type -> !type.getSimpleName().endsWith("Exception")))
        .or(
            describe(
                "session factories and transactions",
                type ->
                    type.getName().startsWith("org.hibernate.")
                        && type.getSimpleName().matches("SessionFactory|Transaction")));
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return not(resideInAPackage("org.postroom.."));
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static String[] inServices(String layer) {
    return CONTEXTS.stream()
        .map(name -> "org.postroom." + name + ".." + layer + "..")
        .toArray(String[]::new);
  }
}
