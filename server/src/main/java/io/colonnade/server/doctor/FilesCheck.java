package io.colonnade.server.doctor;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.IssuerSettings;
import io.colonnade.server.config.Secret;
import io.colonnade.server.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether other users of this machine can read what holds secrets or change what decides, and whether the audit can be written. */
final class FilesCheck {
    private FilesCheck() {}

    static List<Finding> of(Configuration configuration) {
        Findings findings = new Findings("files");
        audit(configuration.security().audit().file(), findings);
        configuration
                .security()
                .users()
                .ifPresent(file ->
                        closed(file, "the users file", "its password hashes can be tried at leisure", findings));
        tls(configuration)
                .map(TlsSettings::key)
                .distinct()
                .forEach(file ->
                        closed(file, "the key of the certificate", "whoever reads it can be this server", findings));
        policies(configuration.projections()).forEach(file -> unchanged(file, "the projections", findings));
        trusted(configuration).forEach(file -> unchanged(file, "the file by which identities are trusted,", findings));
        findings.okUnlessFound(
                "files", "files with secrets are closed to other users, and nobody else changes the policy");
        return findings.found();
    }

    /** The file itself matters only if it holds a secret as it is: one from the environment is not in it. */
    static List<Finding> ofConfiguration(Path file, Configuration configuration) {
        Findings findings = new Findings("files");
        if (holdsSecret(file, configuration)) {
            closed(file, "the configuration, which holds a secret,", "whoever reads it has the secret", findings);
        } else {
            unchanged(file, "the configuration", findings);
        }
        findings.okUnlessFound("files", "the configuration shows no secret to other users");
        return findings.found();
    }

    private static boolean holdsSecret(Path file, Configuration configuration) {
        try {
            String text = Files.readString(file);
            return secrets(configuration).stream()
                    .map(Secret::reveal)
                    .anyMatch(secret -> !secret.isEmpty() && text.contains(secret));
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Secret> secrets(Configuration configuration) {
        List<Secret> secrets = new ArrayList<>();
        secrets.add(configuration.server().ticketKey());
        configuration.server().previousTicketKey().ifPresent(secrets::add);
        secrets.add(configuration.security().maskKey());
        configuration.security().encryptionKey().ifPresent(secrets::add);
        configuration.sources().values().forEach(source -> secrets.add(source.password()));
        configuration.security().issuers().forEach(issuer -> {
            if (issuer.keys() instanceof IssuerSettings.SharedSecret shared) {
                secrets.add(shared.secret());
            }
        });
        return secrets;
    }

    private static void audit(Path file, Findings findings) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isWritable(Files.exists(file) ? file : directory)) {
            findings.error(
                    "audit",
                    "the audit " + file + " cannot be written",
                    "without it no data is sent",
                    "make its directory, and give this user the right to write there");
        }
        findings.okUnlessFound("audit", "the audit can be written");
        if (Files.exists(file)) {
            closed(file, "the audit", "it tells who read what", findings);
        }
    }

    private static void closed(Path file, String what, String why, Findings findings) {
        if (permissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            findings.warning(
                    "files",
                    what + " " + file + " can be read by every user of this machine",
                    why,
                    "run: chmod o-r " + file);
        }
        unchanged(file, what, findings);
    }

    private static void unchanged(Path file, String what, Findings findings) {
        if (permissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
            findings.warning(
                    "files",
                    what + " " + file + " can be changed by every user of this machine",
                    "whoever changes it decides who sees what, or what is known of it",
                    "run: chmod o-w " + file);
        }
    }

    /** The directory too: whoever may write there may put another projection in. */
    private static List<Path> policies(Path projections) {
        try (Stream<Path> files = Files.walk(projections, 1)) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The keys of issuers, and the authorities that stand behind their addresses and behind clients. */
    private static Stream<Path> trusted(Configuration configuration) {
        Stream<Path> ofIssuers = configuration.security().issuers().stream()
                .map(IssuerSettings::keys)
                .flatMap(FilesCheck::trusted);
        Stream<Path> ofClients =
                tls(configuration).map(TlsSettings::clientAuthority).flatMap(Optional::stream);
        return Stream.concat(ofIssuers, ofClients).distinct();
    }

    private static Stream<Path> trusted(IssuerSettings.Keys keys) {
        if (keys instanceof IssuerSettings.KeysIn in) {
            return Stream.of(in.file());
        }
        return keys instanceof IssuerSettings.KeysAt at ? Stream.ofNullable(at.authoritiesOrNull()) : Stream.empty();
    }

    private static Stream<TlsSettings> tls(Configuration configuration) {
        return Stream.of(
                        configuration.server().flight().tls(),
                        configuration.server().http().tls())
                .flatMap(Optional::stream);
    }

    /** Where files have no such permissions, or none that can be read, there is nothing to say. */
    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Set.of();
        }
    }
}
