package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.DevelopmentTokens;
import io.colonnade.security.authentication.JwtIssuer;
import io.colonnade.security.identity.Principal;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.IssuerSettings;
import java.time.Clock;
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
            description = "A claim; whole numbers and true or false are sent as such. May be given again.")
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
        IssuerSettings chosen = issuer(configuration.read());
        if (!(chosen.keys() instanceof IssuerSettings.SharedSecret shared)) {
            throw new IllegalStateException("the choice of an issuer lets no other kind of key pass");
        }
        JwtIssuer.HmacSecret secret = new JwtIssuer.HmacSecret(shared.secret().reveal());
        JwtIssuer signer = new JwtIssuer(chosen.issuer(), chosen.audience(), secret, chosen.rolesClaim());
        Map<String, Object> typed = new LinkedHashMap<>();
        claims.forEach((name, text) -> typed.put(name, typed(text)));
        spec.commandLine()
                .getOut()
                .println(new DevelopmentTokens(signer, secret, Clock.systemUTC())
                        .mint(new Principal(subject, roles, typed), lifetime));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private IssuerSettings issuer(Configuration read) {
        return read.security().issuers().stream()
                .filter(candidate -> candidate.keys() instanceof IssuerSettings.SharedSecret)
                .filter(candidate -> issuer.isEmpty() || candidate.issuer().equals(issuer))
                .findFirst()
                .orElseThrow(() -> ColonnadeException.of(
                        ErrorKind.INVALID_CONFIGURATION,
                        SqlState.CONFIG_FILE_ERROR,
                        "Cannot mint a token: the configuration has no issuer "
                                + (issuer.isEmpty() ? "" : "'" + issuer + "' ")
                                + "with a secret (security.issuers)"));
    }

    private static Object typed(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
