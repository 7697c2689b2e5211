package io.colonnade.server.cli;

import io.colonnade.security.identity.Principal;
import io.colonnade.server.OfflineDeployment;
import io.colonnade.server.client.ClientCredentials;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.policytest.Asker;
import io.colonnade.server.policytest.DeploymentAccess;
import io.colonnade.server.policytest.JUnitReport;
import io.colonnade.server.policytest.PolicyAccess;
import io.colonnade.server.policytest.PolicyTest;
import io.colonnade.server.policytest.PolicyTestFile;
import io.colonnade.server.policytest.PolicyTestRun;
import io.colonnade.server.policytest.PolicyTestRun.Outcome;
import io.colonnade.server.policytest.ServerAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade policy test}. */
@Command(
        name = "test",
        description = "Run policy tests: who sees which rows, and who is refused.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --url, the projections of the configuration are read in this process: no port is opened, and everybody",
            "has the roles and claims that the file gives them. With --url, a running server is asked with real credentials:",
            "a user's password or token as the file has it, or a token that --mint makes of the user's roles and claims.",
            "Prints a line a test, and what differs; ends with status 1 if a test fails. docs/policy-testing.md has the format.",
            "",
            "Examples:",
            "  colonnade policy test --config colonnade.yaml policies-test.yaml",
            "  colonnade policy test --url grpc://localhost:50051 examples/policies-test.yaml",
            "  colonnade policy test --format junit policies-test.yaml > target/policies.xml"
        })
final class PolicyTestCommand implements Callable<Integer> {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    /** What the outcomes are printed as. */
    enum Format {
        TEXT,
        JUNIT
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "The tests.")
    private Path file = Path.of("");

    @Option(names = "--url", paramLabel = "URL", description = "Ask the server at this address.")
    private @Nullable String url;

    @Option(
            names = "--mint",
            description = "With --url: make a token for each user, with the secret of a configured issuer.")
    private boolean mint;

    @Option(
            names = "--issuer",
            paramLabel = "ISSUER",
            defaultValue = "",
            description = "With --mint: the issuer to sign as. Default: the first that has a secret")
    private String issuer = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of text, junit. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<PolicyTest> tests = PolicyTestFile.read(file);
        List<Outcome> outcomes = url == null ? inThisProcess(tests) : atServer(tests, url);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> summary(outcomes, out);
            case JUNIT -> out.println(JUnitReport.of(file.toString(), outcomes));
        }
        out.flush();
        return outcomes.stream().allMatch(Outcome::passed) ? 0 : 1;
    }

    private List<Outcome> inThisProcess(List<PolicyTest> tests) throws IOException {
        Configuration read = configuration.read();
        try (OfflineDeployment deployment = OfflineDeployment.open(read);
                PolicyAccess access = new DeploymentAccess(
                        deployment.pipeline(), read.limits().queryTimeout())) {
            return run(tests, access);
        }
    }

    private List<Outcome> atServer(List<PolicyTest> tests, String address) throws IOException {
        DevelopmentIssuer minter = mint ? DevelopmentIssuer.of(configuration.read(), issuer) : null;
        try (PolicyAccess access = new ServerAccess(address, asker -> credentials(asker, minter))) {
            return run(tests, access);
        }
    }

    private static ClientCredentials credentials(Asker asker, @Nullable DevelopmentIssuer minter) {
        if (asker.isAnonymous()) {
            return new ClientCredentials.Anonymous();
        }
        if (asker.token().isPresent()) {
            return new ClientCredentials.Token(asker.token().get());
        }
        if (minter != null) {
            return new ClientCredentials.Token(
                    minter.mint(new Principal(asker.user(), asker.roles(), asker.claims()), TOKEN_LIFETIME));
        }
        return new ClientCredentials.UserPassword(asker.user(), asker.password().orElse(asker.user()));
    }

    private List<Outcome> run(List<PolicyTest> tests, PolicyAccess access) throws IOException {
        PolicyTestRun run = new PolicyTestRun(access);
        List<Outcome> outcomes = new ArrayList<>();
        for (PolicyTest test : tests) {
            Outcome outcome = run.run(test);
            outcomes.add(outcome);
            if (format == Format.TEXT) {
                print(outcome, spec.commandLine().getOut());
            }
        }
        return outcomes;
    }

    private static void print(Outcome outcome, PrintWriter out) {
        PolicyTest test = outcome.test();
        out.println((outcome.passed() ? "ok      " : "FAILED  ") + test.asker() + ": " + test.name()
                + (outcome.passed() ? "" : " (" + test.location() + ")"));
        outcome.differences().forEach(difference -> out.println("          " + difference));
        out.flush();
    }

    private static void summary(List<Outcome> outcomes, PrintWriter out) {
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        out.println(outcomes.size() + " tests, " + failed + " failed");
    }
}
