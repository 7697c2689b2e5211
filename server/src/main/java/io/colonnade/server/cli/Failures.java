package io.colonnade.server.cli;

import io.colonnade.error.ColonnadeException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How a failure leaves the command line: one clear line on standard error and a status; traces on demand only. */
final class Failures {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Failures() {}

    static int failed(Exception failure, CommandLine line, boolean verbose) {
        PrintWriter err = line.getErr();
        err.println("colonnade: " + text(failure));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    static int misuse(ParameterException misuse, String[] arguments) {
        CommandLine line = misuse.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("colonnade: " + misuse.getMessage() + " (try '"
                + line.getCommandSpec().qualifiedName() + " --help')");
        err.flush();
        return MISUSED;
    }

    private static String text(Exception failure) {
        if (failure instanceof ColonnadeException known) {
            return known.position()
                    .map(place -> known.getMessage() + " (" + place + ")")
                    .orElse(known.getMessage());
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message) + " (--verbose shows more)";
    }
}
