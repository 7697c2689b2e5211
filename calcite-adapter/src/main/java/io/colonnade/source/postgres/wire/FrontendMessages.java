package io.colonnade.source.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages to the server, one behind the other (PostgreSQL manual, "Message Formats", protocol 3.0). Portals are unnamed, and
 * statements but for those that are kept. For one thread.
 */
final class FrontendMessages {
    private static final int NULL_LENGTH = -1;
    private static final int NO_ROW_LIMIT = 0;
    private static final int BINARY = 1;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream(1_024);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1_024);

    /** Adds a command that returns no rows. */
    void command(String sql) {
        parse("", sql, List.of());
        bind("", List.of());
        execute();
    }

    /** Adds a statement, and the question what its rows look like. */
    void query(KeptStatements.Use use, String sql, List<WireParameter> parameters) {
        if (!use.parsed()) {
            parse(use.name(), sql, parameters);
        }
        bind(use.name(), parameters);
        body.write('P');
        text("");
        end('D');
        execute();
    }

    /** Has the server forget a statement that it keeps; it does not mind if it has none of this name. */
    void drop(String name) {
        body.write('S');
        text(name);
        end('C');
    }

    /** Ends what runs as one, and returns all messages. */
    byte[] sync() {
        end('S');
        return messages.toByteArray();
    }

    /** Returns one command by the simple protocol, which also runs where a transaction has failed. */
    static byte[] simple(String sql) {
        FrontendMessages messages = new FrontendMessages();
        messages.text(sql);
        messages.end('Q');
        return messages.messages.toByteArray();
    }

    private void parse(String name, String sql, List<WireParameter> parameters) {
        text(name);
        text(sql);
        two(parameters.size());
        parameters.forEach(parameter -> four(body, parameter.type()));
        end('P');
    }

    private void bind(String statement, List<WireParameter> parameters) {
        text("");
        text(statement);
        two(parameters.size());
        parameters.forEach(parameter -> two(parameter.binary() ? 1 : 0));
        two(parameters.size());
        parameters.forEach(this::value);
        two(1);
        two(BINARY);
        end('B');
    }

    private void value(WireParameter parameter) {
        byte[] value = parameter.value();
        if (value == null) {
            four(body, NULL_LENGTH);
        } else {
            four(body, value.length);
            body.writeBytes(value);
        }
    }

    private void execute() {
        text("");
        four(body, NO_ROW_LIMIT);
        end('E');
    }

    private void end(char type) {
        messages.write(type);
        four(messages, Integer.BYTES + body.size());
        messages.writeBytes(body.toByteArray());
        body.reset();
    }

    private void text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a statement that holds the character NUL");
        }
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        body.write(0);
    }

    private void two(int value) {
        body.write(value >> 8);
        body.write(value);
    }

    private static void four(ByteArrayOutputStream target, int value) {
        target.write(value >> 24);
        target.write(value >> 16);
        target.write(value >> 8);
        target.write(value);
    }
}
