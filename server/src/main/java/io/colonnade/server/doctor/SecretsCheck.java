package io.colonnade.server.doctor;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.IssuerSettings;
import io.colonnade.server.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether secrets can be guessed, and who else can sign in people's names. No finding holds a secret. */
final class SecretsCheck {
    private static final int SHORTEST_BYTES = 16;

    private SecretsCheck() {}

    static List<Finding> of(Configuration configuration) {
        Findings findings = new Findings("security");
        secret("server.keys.tickets", configuration.server().ticketKey(), findings);
        secret("security.mask_key", configuration.security().maskKey(), findings);
        findings.okUnlessFound("secrets", "keys are long enough");
        configuration.security().issuers().forEach(issuer -> issuer(issuer, findings));
        findings.okUnlessFound("issuers", "every issuer signs with keys of its own");
        return findings.found();
    }

    private static void secret(String key, Secret secret, Findings findings) {
        int length = secret.reveal().getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_BYTES) {
            findings.warning(
                    "secrets",
                    key + " has " + length + " bytes",
                    "whoever holds one ticket or masked value can try all such keys at leisure",
                    "take 32 random bytes: openssl rand -base64 32");
        }
    }

    private static void issuer(IssuerSettings issuer, Findings findings) {
        if (issuer.keys() instanceof IssuerSettings.SharedSecret) {
            findings.warning(
                    "issuers",
                    "the issuer " + issuer.issuer() + " signs with a shared secret",
                    "whoever can read the configuration can make a token for anybody; that is for development",
                    "give its public keys by jwks");
        } else if (issuer.keys() instanceof IssuerSettings.KeysAt at
                && !"https".equals(at.address().getScheme())) {
            findings.warning(
                    "issuers",
                    "the keys of the issuer " + issuer.issuer() + " come over http",
                    "whoever sits between can put their own key there and be anybody",
                    "give its jwks as an https address");
        }
    }
}
