package io.colonnade.query.pushdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A plan of PostgreSQL as a tree, read from the text of its EXPLAIN. */
final class QueryPlan {
    private final String text;
    private final List<Node> nodes;

    private QueryPlan(String text, List<Node> nodes) {
        this.text = text;
        this.nodes = nodes;
    }

    /**
     * One node.
     *
     * @param lines its title and properties
     */
    record Node(int depth, List<String> lines, List<Node> inputs) {
        Stream<String> withInputs() {
            return Stream.concat(lines.stream(), inputs.stream().flatMap(Node::withInputs));
        }

        boolean holds(String words) {
            return withInputs().anyMatch(line -> line.contains(words));
        }

        /** Returns the lines that are evaluated before the node's row exists. */
        Stream<String> conditions() {
            return lines.stream().filter(line -> !line.startsWith("Output:") && line.contains(": "));
        }
    }

    static QueryPlan of(List<String> lines) {
        List<Node> nodes = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        for (String line : lines) {
            String words = line.strip();
            int depth = line.indexOf(words);
            if (nodes.isEmpty() || words.startsWith("->")) {
                while (!open.isEmpty() && open.peek().depth() >= depth) {
                    open.pop();
                }
                Node node = new Node(depth, new ArrayList<>(List.of(words)), new ArrayList<>());
                if (!open.isEmpty()) {
                    open.peek().inputs().add(node);
                }
                open.push(node);
                nodes.add(node);
            } else {
                open.peek().lines().add(words);
            }
        }
        return new QueryPlan(String.join("\n", lines), nodes);
    }

    Stream<Node> nodes() {
        return nodes.stream();
    }

    boolean holds(Predicate<String> line) {
        return nodes.stream().flatMap(node -> node.lines().stream()).anyMatch(line);
    }

    @Override
    public String toString() {
        return text;
    }
}
