package io.colonnade.jdbc.result;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds columns by their labels. The first column of a label wins, its exact spelling over another case, and any label
 * over the name that a column has in its table. Immutable.
 */
final class ColumnLabels {
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> labels = new ArrayList<>();

    ColumnLabels(List<ArrowField> fields) {
        List<String> names = new ArrayList<>();
        for (ArrowField field : fields) {
            labels.add(field.name());
            names.add(ColumnShape.columnName(field));
        }
        add(labels);
        addInLowerCase(labels);
        add(names);
        addInLowerCase(names);
    }

    private void add(List<String> spellings) {
        for (int i = 0; i < spellings.size(); i++) {
            positions.putIfAbsent(spellings.get(i), i + 1);
        }
    }

    private void addInLowerCase(List<String> spellings) {
        List<String> lower = new ArrayList<>();
        for (String spelling : spellings) {
            lower.add(spelling.toLowerCase(Locale.ROOT));
        }
        add(lower);
    }

    int find(String label) throws SQLException {
        Integer exact = positions.get(label);
        Integer found = exact == null ? positions.get(label.toLowerCase(Locale.ROOT)) : exact;
        if (found == null) {
            throw SqlState.UNDEFINED_COLUMN.exception(
                    "Cannot find column " + label + ": the result has " + String.join(", ", labels));
        }
        return found;
    }
}
