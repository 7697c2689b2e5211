package io.colonnade.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colonnade.error.ColonnadeException;
import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.finding.Severity;
import io.colonnade.server.Deployment;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.doctor.Doctor;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colonnade doctor}. */
@Command(
        name = "doctor",
        description =
                "Examine a deployment: the databases, the roles that read them, secrets, files, doors, projections.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one finding a line: how much it matters, what is wrong, why it matters, what to do. Opens no port and reads",
            "no row. Ends with status 1 if there is an error, and with --strict also if there is a warning. The server says the",
            "same warnings and errors in its log when it starts, but for those of the configuration's own file.",
            "",
            "Examples:",
            "  colonnade doctor --config colonnade.yaml",
            "  colonnade doctor --strict --format json"
        })
final class DoctorCommand implements Callable<Integer> {
    /** What the findings are printed as. */
    enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of text, json. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "Let warnings fail, too.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        List<Finding> found = examine(configuration.read());
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> print(found, out);
            case JSON -> out.println(json(found));
        }
        out.flush();
        Severity fails = strict ? Severity.WARNING : Severity.ERROR;
        return found.stream().anyMatch(finding -> finding.severity().compareTo(fails) >= 0) ? 1 : 0;
    }

    private List<Finding> examine(Configuration read) {
        List<Finding> found = new ArrayList<>(Doctor.ofFile(configuration.file(), read));
        found.addAll(Doctor.ofConfiguration(read));
        try (Deployment deployment = Deployment.open(read)) {
            found.addAll(Doctor.ofProjections(deployment.contracts()));
            found.addAll(Doctor.ofSources(deployment.sources().values(), deployment.contracts()));
        } catch (ColonnadeException unusable) {
            Findings findings = new Findings("deployment");
            findings.error(
                    "deployment",
                    unusable.getMessage(),
                    "the server would not start, and sources are not examined",
                    "mend this first");
            found.addAll(findings.found());
        }
        return found;
    }

    private static void print(List<Finding> found, PrintWriter out) {
        for (Finding finding : found) {
            out.printf("%-8s %s%n", word(finding.severity()), finding.text());
        }
        out.println(count(found, Severity.ERROR) + ", " + count(found, Severity.WARNING));
    }

    private static String count(List<Finding> found, Severity severity) {
        long count =
                found.stream().filter(finding -> finding.severity() == severity).count();
        return count + " " + word(severity) + (count == 1 ? "" : "s");
    }

    private static String json(List<Finding> found) throws JsonProcessingException {
        List<Map<String, String>> objects = new ArrayList<>();
        for (Finding finding : found) {
            Map<String, String> object = new LinkedHashMap<>();
            object.put("severity", word(finding.severity()));
            object.put("check", finding.check());
            object.put("subject", finding.subject());
            object.put("what", finding.what());
            object.put("why", finding.why());
            object.put("remedy", finding.remedy());
            objects.add(object);
        }
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(objects);
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
