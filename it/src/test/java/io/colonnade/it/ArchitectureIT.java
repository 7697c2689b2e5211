package io.colonnade.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.policy.GovernedQuery;
import io.colonnade.query.policy.GovernedScan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of packages, as rules: what each may import, and who alone may make what. */
final class ArchitectureIT {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/parse/generated/"))
                .withImportOption(
                        location -> !location.contains("/jdbc/shaded/") && !location.contains("/test-classes"))
                .importPackages("io.colonnade");
        assertThat(classes).hasSizeGreaterThan(200);
    }

    /** A package, and those of ours that it may import besides itself and the error package. */
    @ParameterizedTest(name = "{0} imports only {1}")
    @CsvSource({
        "security.identity, ''",
        "security.seal, ''",
        "security.policy, 'security.identity,security.seal'",
        "security.authentication, 'security.identity,security.seal,yaml'",
        "security.decision, 'security.identity,security.policy'",
        "security.audit, 'security.identity'",
        "yaml, ''",
        "type, ''",
        "batch, 'type,security.policy'",
        "contract, 'type,security.policy,yaml,source'",
        "finding, ''",
        "source, 'type,batch,finding'",
        "source.jdbc, 'source,type'",
        "source.resilience, 'source,batch,finding'",
        "source.postgres, 'source,source.jdbc,source.postgres.wire,source.postgres.doctor,batch,type,finding'",
        "source.postgres.doctor, 'source,finding'",
        "source.postgres.wire, 'source,type'",
        "local, 'type,batch,source'",
        "query.request, ''",
        "query.parse, 'query.request,query.operator,query.parse.selection,query.parse.syntax,query.parse.generated'",
        "query.parse.selection, 'query.request,query.operator'",
        "query.parse.syntax, 'query.operator,query.parse,query.request'",
        "query.operator, 'type'",
        "query.resolve, 'query.parse,query.parse.selection,query.operator,contract,type,security.decision,security.identity,security.policy'",
        "query.policy, 'query.parse,query.resolve,query.operator,contract,type,security.decision,security.policy'",
        "query.pushdown, 'query.policy,query.operator,contract,type'",
        "query.plan, 'query.request,query.policy,query.resolve,query.pushdown,contract,type,source,security.policy'",
        "query.execute, 'query.plan,query.policy,query.pushdown,batch,local,source,type,security.identity,security.policy'"
    })
    void packagesImportOnlyWhatTheyMay(String name, String permitted) {
        java.util.List<String> allowed = new java.util.ArrayList<>();
        allowed.add(packageOf(name));
        allowed.add(packageOf("error"));
        for (String other : permitted.isEmpty() ? new String[0] : permitted.split(",")) {
            allowed.add(packageOf(other));
        }
        noClasses()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.colonnade..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .check(classes);
    }

    @Test
    void packagesOfTheAdapterFormNoCycle() {
        slices().matching("io.colonnade.(security.*|query.*|contract|type|local|batch|yaml|error|finding)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAPackage("io.colonnade.query.parse.."), resideInAPackage("io.colonnade.query.parse.."))
                .check(classes);
    }

    @Test
    void packagesOfTheServerFormNoCycle() {
        slices().matching("io.colonnade.server.(*)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void packagesOfTheDriverFormNoCycle() {
        slices().matching("io.colonnade.jdbc.(*)").should().beFreeOfCycles().check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.colonnade.jdbc.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.colonnade.jdbc")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "common", "helper", "helpers", "constants"})
    void nothingIsNamedAfterNothing(String name) {
        noClasses().should().resideInAPackage(".." + name + "..").check(classes);
        noClasses()
                .should()
                .haveSimpleNameEndingWith(Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .check(classes);
    }

    @Test
    void theServerKnowsNoCalciteClass() {
        noClasses()
                .that()
                .resideInAPackage("io.colonnade.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(classes);
    }

    @Test
    void securityKnowsNeitherCalciteNorArrowNorJdbc() {
        noClasses()
                .that()
                .resideInAnyPackage("io.colonnade.security..", "io.colonnade.error..", "io.colonnade.yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..", "org.apache.arrow..", "java.sql..", "io.grpc..")
                .check(classes);
    }

    @Test
    void onlyDestinationsKnowHadoop() {
        noClasses()
                .that(not(resideInAPackage("io.colonnade.server.export.destination")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop..")
                .check(classes);
    }

    @Test
    void theAdapterKnowsNoTransport() {
        noClasses()
                .that(not(resideInAnyPackage("io.colonnade.server..", "io.colonnade.jdbc..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.arrow.flight..", "io.grpc..", "io.colonnade.server..")
                .check(classes);
    }

    @ParameterizedTest
    @CsvSource({"flight,http", "http,flight", "graphql,flight", "graphql,http"})
    void doorsDoNotImportOneAnother(String door, String other) {
        noClasses()
                .that()
                .resideInAPackage("io.colonnade.server." + door + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.colonnade.server." + other + "..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void doorsSeeTheQueryRoadsFacadeAndNoStopOfIt() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.colonnade.server.catalog..",
                        "io.colonnade.server.flight..",
                        "io.colonnade.server.http..",
                        "io.colonnade.server.selection..",
                        "io.colonnade.server.session..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        packageOf("query.parse"),
                        packageOf("query.resolve"),
                        packageOf("query.policy"),
                        packageOf("query.plan"),
                        packageOf("query.pushdown"),
                        packageOf("query.execute"),
                        "io.colonnade.local..")
                .check(classes);
    }

    @Test
    void onlyThePolicyStepMakesGovernedQueriesAndScans() {
        constructors()
                .that()
                .areDeclaredIn(GovernedQuery.class)
                .or()
                .areDeclaredIn(GovernedScan.class)
                .should()
                .bePackagePrivate()
                .check(classes);
    }

    @Test
    void onlyTheFacadeSeesEveryStop() {
        for (String stop : new String[] {"parse", "resolve", "policy", "plan", "execute"}) {
            assertThat(classes.get(QueryPipeline.class).getDirectDependenciesFromSelf())
                    .as(stop)
                    .anyMatch(dependency ->
                            dependency.getTargetClass().getPackageName().equals("io.colonnade.query." + stop));
        }
        classes()
                .that()
                .resideInAPackage(packageOf("query.execute"))
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .resideInAnyPackage(packageOf("query.execute"), packageOf("query"))
                .check(classes);
    }

    @Test
    void noDoorHandsOutTheOperatorsExplanation() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.colonnade.server.demo..", "io.colonnade.server.cli..", "io.colonnade.server")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("explainToOperator")))
                .check(classes);
    }

    @Test
    void onlyTheCommandLineWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.colonnade.server.cli..", "io.colonnade.server.demo..", "io.colonnade.server")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    private static String packageOf(String name) {
        return "io.colonnade." + name;
    }
}
