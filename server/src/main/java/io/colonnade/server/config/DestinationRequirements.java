package io.colonnade.server.config;

import io.colonnade.security.policy.ExportRule;
import io.colonnade.yaml.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one destination must be together.
 *
 * @param prefix the path of the destination, with a dot behind it
 * @param texts the values that were given
 */
record DestinationRequirements(String prefix, Map<String, GivenValue> texts, Problems problems) {
    private static final List<String> ONLY_OF_S3 = List.of(
            "endpoint", "region", "access_key", "secret_key", "path_style", "server_side_encryption", "kms_key");
    private static final List<String> ONLY_OF_HDFS = List.of("user", "principal", "keytab", "hadoop_configuration");

    void check() {
        if (prefix.equals("destinations." + ExportRule.DOWNLOAD + ".")) {
            refuse(
                    "uri",
                    "'" + ExportRule.DOWNLOAD
                            + "' stands for what clients get as files over HTTP; choose another name");
        }
        GivenValue uri = given("uri");
        if (uri == null) {
            return;
        }
        if (isOf(uri, "s3:", ONLY_OF_S3)) {
            s3();
        }
        if (isOf(uri, "hdfs:", ONLY_OF_HDFS)) {
            hdfs(uri);
        }
    }

    /** Returns whether a destination is of a scheme, and refuses what only such ones have if it is not. */
    private boolean isOf(GivenValue uri, String scheme, List<String> keys) {
        boolean is = uri.text().toLowerCase(Locale.ROOT).startsWith(scheme);
        if (!is) {
            keys.forEach(key -> refuse(key, "it is for destinations whose uri begins with " + scheme));
        }
        return is;
    }

    private void hdfs(GivenValue uri) {
        together("principal", "keytab");
        together("keytab", "principal");
        if (given("principal") != null) {
            refuse("user", "a cluster is asked as a user or as a principal, and not as both");
        } else if (given("user") == null && given("keytab") == null) {
            problems.add(
                    uri.location(),
                    "Missing key '" + prefix
                            + "user' (as whom the cluster is asked; with Kerberos, principal and keytab)");
        }
    }

    private void s3() {
        together("access_key", "secret_key");
        together("secret_key", "access_key");
        GivenValue encryption = given("server_side_encryption");
        if (encryption == null || !encryption.text().equals("aws:kms")) {
            refuse("kms_key", "it needs 'server_side_encryption: aws:kms' beside it");
        }
        GivenValue endpoint = given("endpoint");
        if (endpoint != null && !isAddress(endpoint.text())) {
            refuse("endpoint", "expected an address such as https://minio.example:9000, without user and '?'");
        }
    }

    private void together(String key, String other) {
        if (given(other) == null) {
            refuse(key, "it needs " + other + " beside it");
        }
    }

    private @Nullable GivenValue given(String key) {
        return texts.get(prefix + key);
    }

    private void refuse(String key, String why) {
        GivenValue given = given(key);
        if (given != null) {
            problems.add(given.location(), "Invalid " + prefix + key + ": " + why);
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.matches("https?://.*")
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
