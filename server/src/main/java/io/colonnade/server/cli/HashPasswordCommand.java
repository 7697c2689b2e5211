package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colonnade hash-password}: the password never stands on a command line, where other users could see it. */
@Command(
        name = "hash-password",
        description =
                "Read a password from the terminal, or a line of standard input, and print its hash for users.yaml.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  colonnade hash-password", "  echo \"$PASSWORD\" | colonnade hash-password"})
final class HashPasswordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        char[] password = password();
        if (password.length == 0) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid password: it is empty");
        }
        spec.commandLine().getOut().println(PasswordHash.create(password).text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static char[] password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? new char[0] : typed;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
