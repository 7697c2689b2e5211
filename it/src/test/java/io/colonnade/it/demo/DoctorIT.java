package io.colonnade.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code colonnade doctor}, and what the server says in its log when it starts, over a database read by its superuser. */
final class DoctorIT {
    @TempDir
    private Path directory;

    private String configuration(String url) throws IOException {
        Tpch database = Tpch.at(Tpch.SMALL);
        return Files.writeString(directory.resolve("colonnade.yaml"), """
                        server:
                          flight: {port: 0}
                          http: {port: 0}
                          keys: {tickets: a ticket key of the integration tests}
                        sources:
                          tpch: {type: postgresql, url: '%s', user: '%s', password: '%s'}
                        projections: '%s'
                        security: {mask_key: a mask key of the integration tests}
                        """.formatted(
                                url, database.user(), database.password(), Deployment.examples()))
                .toString();
    }

    @Test
    void doctorNamesTheSuperuserAndTheRoleToMakeInstead() throws Exception {
        String file = configuration(Tpch.at(Tpch.SMALL).url());
        try (CommandLineProcess doctor = CommandLineProcess.start("doctor", "--config", file)) {
            assertThat(doctor.awaitStatus()).as(doctor.out()).isEqualTo(1);
            assertThat(doctor.out().lines())
                    .anyMatch(line -> line.startsWith("error ")
                            && line.contains("source tpch: the role ")
                            && line.contains("CREATE ROLE colonnade_reader")
                            && line.contains("GRANT SELECT ON public.customer,")
                            && line.endsWith("[role-superuser]"))
                    .anyMatch(line -> line.startsWith("ok ") && line.endsWith("[version]"))
                    .anyMatch(line -> line.matches("1 error, \\d+ warnings?"));
            assertThat(doctor.err()).isEmpty();
        }
    }

    @Test
    void doctorOfASourceThatDoesNotAnswerStillExaminesTheRest() throws Exception {
        String file = configuration("jdbc:postgresql://127.0.0.1:1/nothing");
        try (CommandLineProcess doctor = CommandLineProcess.start("doctor", "--config", file, "--format", "json")) {
            assertThat(doctor.awaitStatus()).as(doctor.err()).isEqualTo(1);
            JsonNode found = new ObjectMapper().readTree(doctor.out());
            assertThat(found)
                    .anyMatch(finding -> finding.get("check").asText().equals("deployment")
                            && finding.get("severity").asText().equals("error"));
            assertThat(found).anyMatch(finding -> finding.get("check").asText().equals("doors"));
        }
    }

    @Test
    void serverSaysTheSameInItsLogAndServesMeanwhile() throws Exception {
        String file = configuration(Tpch.at(Tpch.SMALL).url());
        try (CommandLineProcess server = CommandLineProcess.start("serve", "--config", file)) {
            server.awaitText(Pattern.compile("(?m)^ready flight=grpc://127"));
            server.awaitText(
                    Pattern.compile("(?m) ERROR .*source tpch: the role .* is a superuser.*\\[role-superuser]$"));
            server.terminate();
            server.awaitStatus();
            assertThat(server.err()).doesNotContain("Exception", "[doors]");
        }
    }
}
