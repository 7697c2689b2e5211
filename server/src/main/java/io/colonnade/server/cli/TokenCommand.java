package io.colonnade.server.cli;

import io.colonnade.security.identity.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade token}: for trying things out, with an issuer whose key is a shared secret. */
@Command(
        name = "token",
        description = "Mint a JWT for development, signed with the secret of a configured issuer (HS256).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The configuration must have an issuer with a secret, for instance",
            "  security: {issuers: [{issuer: dev, audience: colonnade, secret: '${DEV_SECRET}'}]}",
            "",
            "Examples:",
            "  colonnade token alice --role analyst --claim region=EUROPE",
            "  colonnade query \"SELECT 1\" --token \"$(colonnade token alice --lifetime 10m)\""
        })
final class TokenCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Whom the token names.")
    private String subject = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "A role; may be given again.")
    private Set<String> roles = new LinkedHashSet<>();

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description =
                    "A claim, which stands where the issuer's settings look for it; whole numbers and true or false are sent"
                            + " as such. May be given again.")
    private Map<String, String> claims = new LinkedHashMap<>();

    @Option(
            names = "--lifetime",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How long it is good for, such as 10m or 8h. Default: ${DEFAULT-VALUE}")
    private Duration lifetime = Duration.ofHours(1);

    @Option(
            names = "--issuer",
            paramLabel = "ISSUER",
            defaultValue = "",
            description = "The issuer to sign as. Default: the first that has a secret")
    private String issuer = "";

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DevelopmentIssuer chosen = DevelopmentIssuer.of(configuration.read(), issuer);
        Map<String, Object> typed = new LinkedHashMap<>();
        claims.forEach((name, text) -> typed.put(name, typed(text)));
        spec.commandLine().getOut().println(chosen.mint(new Principal(subject, roles, typed), lifetime));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static Object typed(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
