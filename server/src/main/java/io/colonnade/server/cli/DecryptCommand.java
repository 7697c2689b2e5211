package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.TextPosition;
import io.colonnade.security.policy.MaskKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colonnade decrypt}: what the {@code encrypt} mask has hidden, for whoever holds the configuration. */
@Command(
        name = "decrypt",
        description = "Print the text behind values that the encrypt mask has hidden.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without a value it reads standard input, a value a line; an empty line stays one. The key is the configuration's",
            "security.encryption_key. A value that was not encrypted with it ends the command with status 1.",
            "",
            "Examples:",
            "  colonnade decrypt q9Xn0bD0bY0Z0mM4n3hWJ7yY",
            "  colonnade decrypt --config colonnade.yaml < values.txt"
        })
final class DecryptCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VALUE", arity = "0..*", description = "A value as the mask shows it.")
    private List<String> values = new ArrayList<>();

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MaskKeys keys = configuration.read().security().maskKeys();
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (String value : values) {
                out.println(keys.decrypt(value.strip()));
            }
            if (values.isEmpty()) {
                printLines(keys, out);
            }
        } finally {
            out.flush();
        }
        return 0;
    }

    private static void printLines(MaskKeys keys, PrintWriter out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.println(line.isBlank() ? "" : text(keys, line, number));
            number++;
        }
    }

    private static String text(MaskKeys keys, String line, int number) {
        try {
            return keys.decrypt(line.strip());
        } catch (ColonnadeException e) {
            throw e.kind() == ErrorKind.INVALID_ARGUMENT ? e.at(new TextPosition(number, 1)) : e;
        }
    }
}
