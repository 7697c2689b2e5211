package io.colonnade.server.doctor;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.SourceUses;
import io.colonnade.error.ColonnadeException;
import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.server.config.Configuration;
import io.colonnade.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Examines a deployment. The server's start and {@code colonnade doctor} ask here and nowhere else. Stateless; an examination
 * takes a few queries of each source's catalogue and reads no row.
 */
public final class Doctor {
    private Doctor() {}

    /** Examines what the configuration says, and the files that it names. */
    public static List<Finding> ofConfiguration(Configuration configuration) {
        List<Finding> found = new ArrayList<>(DoorsCheck.of(configuration));
        found.addAll(SecretsCheck.of(configuration));
        found.addAll(FilesCheck.of(configuration));
        return found;
    }

    /** Examines the file that the configuration was read from. */
    public static List<Finding> ofFile(Path file, Configuration configuration) {
        return FilesCheck.ofConfiguration(file, configuration);
    }

    /** Examines what the projections open to whom. */
    public static List<Finding> ofProjections(Contracts contracts) {
        return contracts.projections().stream()
                .flatMap(projection -> ProjectionCheck.of(projection).stream())
                .toList();
    }

    /** Examines the sources, each for what the projections read from it. */
    public static List<Finding> ofSources(Collection<Source> sources, Contracts contracts) {
        List<Finding> found = new ArrayList<>();
        for (Source source : sources) {
            try {
                found.addAll(source.examine(SourceUses.of(contracts, source.name())));
            } catch (ColonnadeException unreachable) {
                Findings findings = new Findings("source " + source.name());
                findings.error(
                        "reachable", unreachable.getMessage(), "nothing can be read from it", "start or mend it");
                found.addAll(findings.found());
            }
        }
        return found;
    }
}
