package io.colonnade.server.config;

import io.colonnade.server.config.ConfigurationKey.Presence;
import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What must be there, alone and together. */
final class Requirements {
    private final Set<String> mentioned;
    private final Map<String, GivenValue> texts;
    private final Location file;
    private final Problems problems;

    private Requirements(Set<String> mentioned, Map<String, GivenValue> texts, Location file, Problems problems) {
        this.mentioned = mentioned;
        this.texts = texts;
        this.file = file;
        this.problems = problems;
    }

    /**
     * Checks.
     *
     * @param mentioned the paths that were given at all, also those whose value turned out to be missing
     * @param texts the values that were given
     */
    static void check(
            KeyTree keys, Set<String> mentioned, Map<String, GivenValue> texts, Location file, Problems problems) {
        Requirements requirements = new Requirements(mentioned, texts, file, problems);
        requirements.walk(keys, "");
        requirements.sources();
        requirements.tls("server.flight.tls.");
        requirements.tls("server.http.tls.");
        requirements.issuers();
        requirements.destinations();
    }

    private void walk(KeyTree node, String prefix) {
        node.children().forEach((segment, child) -> {
            if (segment.equals(ConfigurationKey.NAME) || segment.equals(ConfigurationKey.PLACE)) {
                below(prefix).forEach(word -> walk(child, prefix + word + "."));
            } else if (child.key() == null) {
                walk(child, prefix + segment + ".");
            } else if (child.key().presence() == Presence.REQUIRED && !mentioned.contains(prefix + segment)) {
                problems.add(near(prefix), missing(prefix + segment, child.key()));
            }
        });
    }

    private static String missing(String path, ConfigurationKey key) {
        String advice = key.type() == KeyType.SECRET ? "; give it as ${VARIABLE} and keep it out of the file" : "";
        return "Missing key '" + path + "' (" + key.description() + ")" + advice;
    }

    private void sources() {
        if (below("sources.").isEmpty()) {
            problems.add(file, "Missing key 'sources' (at least one database to read from)");
        }
    }

    private void tls(String prefix) {
        boolean certificate = texts.containsKey(prefix + "certificate");
        if (certificate != texts.containsKey(prefix + "key")) {
            String absent = certificate ? "key" : "certificate";
            problems.add(near(prefix), "Missing key '" + prefix + absent + "' (TLS needs certificate and key)");
        } else if (!certificate && texts.containsKey(prefix + "client_ca")) {
            problems.add(near(prefix), "Invalid " + prefix + "client_ca: it needs certificate and key beside it");
        } else if (!texts.containsKey(prefix + "client_ca") && texts.containsKey(prefix + "client_certificate")) {
            problems.add(near(prefix), "Invalid " + prefix + "client_certificate: it needs client_ca beside it");
        }
    }

    private void issuers() {
        for (String place : below("security.issuers.")) {
            String prefix = "security.issuers." + place + ".";
            if (mentioned.contains(prefix + "jwks") == mentioned.contains(prefix + "secret")) {
                problems.add(
                        near(prefix),
                        "Invalid " + prefix.substring(0, prefix.length() - 1)
                                + ": give either 'jwks' (public keys) or 'secret' (HS256, for development)");
            }
            address(prefix + "jwks");
            authorities(prefix);
        }
    }

    private void destinations() {
        for (String name : below("destinations.")) {
            new DestinationRequirements("destinations." + name + ".", texts, problems).check();
        }
    }

    private void authorities(String prefix) {
        GivenValue given = texts.get(prefix + "jwks_ca");
        GivenValue jwks = texts.get(prefix + "jwks");
        if (given != null && (jwks == null || !jwks.text().startsWith("https://"))) {
            problems.add(
                    given.location(),
                    "Invalid " + prefix + "jwks_ca: it needs a 'jwks' beside it that begins with https://");
        }
    }

    private void address(String path) {
        GivenValue given = texts.get(path);
        if (given != null && given.text().matches("https?://.*")) {
            try {
                new URI(given.text());
            } catch (URISyntaxException e) {
                problems.add(given.location(), "Invalid " + path + ": '" + given.text() + "' is no address");
            }
        }
    }

    private Set<String> below(String prefix) {
        Set<String> words = new LinkedHashSet<>();
        mentioned.stream()
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> words.add(path.substring(prefix.length()).split("\\.", 2)[0]));
        return words;
    }

    private Location near(String prefix) {
        return texts.entrySet().stream()
                .filter(entry -> !prefix.isEmpty() && entry.getKey().startsWith(prefix))
                .map(entry -> entry.getValue().location())
                .findFirst()
                .orElse(file);
    }
}
