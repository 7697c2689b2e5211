package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.Parameter;
import java.util.List;

/**
 * One statement that returns rows, with the commands around it: all of it is sent at once and costs one round trip. Immutable.
 *
 * @param before commands that run first, such as those that begin a transaction
 * @param sql the statement, with {@code $1} for its first parameter
 * @param parameters the values of its parameters
 * @param kept whether the server may keep it parsed, if it runs again and again
 * @param after commands that run when the last row has been sent, such as the transaction's end
 */
public record WireQuery(List<String> before, String sql, List<Parameter> parameters, boolean kept, List<String> after) {
    public WireQuery {
        before = List.copyOf(before);
        parameters = List.copyOf(parameters);
        after = List.copyOf(after);
    }

    /** Returns the values as they are sent. */
    List<WireParameter> values() {
        return parameters.stream().map(WireParameter::of).toList();
    }

    /** Returns what is sent: extended protocol, results in binary, no limit of rows. */
    byte[] messages(KeptStatements.Use use, List<WireParameter> values) {
        FrontendMessages messages = new FrontendMessages();
        use.dropped().forEach(messages::drop);
        before.forEach(messages::command);
        messages.query(use, sql, values);
        after.forEach(messages::command);
        return messages.sync();
    }
}
