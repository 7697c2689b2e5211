package io.colonnade.server.config;

import io.colonnade.error.Suggestion;
import java.util.List;

/** How an unknown key is reported, wherever it was given. */
final class UnknownKey {
    private UnknownKey() {}

    /** Words the report for a word that is not a child of the node it was found under. */
    static String message(String path, String word, KeyTree parent) {
        String prefix = path.substring(0, path.length() - word.length());
        List<String> known = parent.words().stream()
                .map(sibling -> sibling.replaceAll("[<>\\[\\]]", ""))
                .toList();
        String suggestion = Suggestion.nearest(word, known)
                .map(near -> "; did you mean '" + prefix + near + "'?")
                .orElseGet(() -> known.isEmpty() ? "" : " (known here: " + String.join(", ", known) + ")");
        return "Unknown key '" + path + "'" + suggestion;
    }

    /** Words the report for a whole path, pointing at the first word that leads nowhere. */
    static String message(List<String> path, KeyTree root) {
        KeyTree node = root;
        StringBuilder walked = new StringBuilder();
        for (String word : path) {
            walked.append(walked.isEmpty() ? "" : ".").append(word);
            KeyTree child = node.child(word);
            if (child == null) {
                return message(walked.toString(), word, node);
            }
            node = child;
        }
        return "Invalid key '" + walked + "' (it is a mapping; name one of its keys: " + String.join(", ", node.words())
                + ")";
    }
}
