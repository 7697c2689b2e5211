package io.colonnade.server.graphql.execute;

import io.colonnade.server.graphql.execute.Content.Member;
import java.util.List;

/**
 * What an operation asks: its statements, and the object that their rows make. Immutable.
 *
 * @param levels by their numbers; each behind those above it
 * @param members of the object
 */
public record Operation(List<Level> levels, List<Member> members) {
    public Operation {
        levels = List.copyOf(levels);
        members = List.copyOf(members);
    }
}
