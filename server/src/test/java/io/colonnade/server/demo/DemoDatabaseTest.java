package io.colonnade.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Severity;
import io.colonnade.server.Deployment;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.doctor.Doctor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoDatabaseTest {
    private static final double SCALE = 0.01;

    @Test
    void doctorFindsNothingWrongWithTheDemonstration() {
        try (EmbeddedPostgresServer server =
                EmbeddedPostgresServer.temporary(Map.of()).start()) {
            DemoDatabase database = new DemoDatabase(server, SCALE);
            database.prepare();
            database.fill(LoadProgress.SILENT);
            DemoOptions options = new DemoOptions(SCALE, 0, 0, null, Path.of("../examples/projections"), 120);
            Configuration configuration = DemoConfiguration.of(options, "127.0.0.1", server, database);
            List<Finding> found = new ArrayList<>(Doctor.ofConfiguration(configuration));
            try (Deployment deployment = Deployment.open(configuration)) {
                found.addAll(Doctor.ofProjections(deployment.contracts()));
                found.addAll(Doctor.ofSources(deployment.sources().values(), deployment.contracts()));
            }
            assertThat(found).noneMatch(finding -> finding.severity() != Severity.OK);
            assertThat(found).extracting(Finding::check).contains("role-superuser", "role-creates", "indexes", "doors");
        }
    }
}
