package io.colonnade.server.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the process begins: the command line decides everything else. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(ColonnadeCommand.commandLine().execute(arguments));
    }
}
