package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.Parameter;
import java.util.List;

/**
 * One statement that returns rows, with the commands around it: all of it is sent at once and costs one round trip. Immutable.
 *
 * @param before commands that run first, such as those that begin a transaction
 * @param sql the statement, with {@code $1} for its first parameter
 * @param parameters the values of its parameters
 * @param after commands that run when the last row has been sent, such as the transaction's end
 */
public record WireQuery(List<String> before, String sql, List<Parameter> parameters, List<String> after) {
    public WireQuery {
        before = List.copyOf(before);
        parameters = List.copyOf(parameters);
        after = List.copyOf(after);
    }

    /** Returns what is sent: extended protocol, results in binary, no limit of rows. */
    byte[] messages() {
        FrontendMessages messages = new FrontendMessages();
        before.forEach(messages::command);
        messages.query(sql, parameters.stream().map(WireParameter::of).toList());
        after.forEach(messages::command);
        return messages.sync();
    }
}
