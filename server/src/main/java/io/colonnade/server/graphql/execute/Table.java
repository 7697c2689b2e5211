package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A level as a table of its own. Immutable.
 *
 * @param level the statement
 * @param columns the items that the table shows, by their indexes
 * @param cursors the names of columns that have each row's cursor, behind the items
 * @param batchBy the items of which a batch has one value only, by their indexes; the order begins with them
 * @param metadata what tells programs which table it is, and how it is joined with the others
 */
public record Table(
        Level level, List<Integer> columns, List<String> cursors, List<Integer> batchBy, Map<String, String> metadata) {
    /** The metadata that names a table: the path of response names from the root. */
    public static final String NAME = "colonnade.batch";

    /** The metadata that names the columns of the key, with commas between. */
    public static final String KEY = "colonnade.key";

    /** The metadata that names the table above. */
    public static final String PARENT = "colonnade.parent";

    /** The metadata that says by which columns rows belong to those above: {@code orderId=id}, this table's first, with commas. */
    public static final String JOIN = "colonnade.join";

    public Table {
        columns = List.copyOf(columns);
        cursors = List.copyOf(cursors);
        batchBy = List.copyOf(batchBy);
        metadata = Map.copyOf(metadata);
    }

    /** Returns the table's schema, of that of the level's statement. */
    public Schema schema(Schema statement) {
        List<Field> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(statement.getFields().get(column)));
        cursors.forEach(cursor -> fields.add(TableRows.cursor(cursor)));
        Map<String, String> all = new LinkedHashMap<>();
        if (statement.getCustomMetadata() != null) {
            all.putAll(statement.getCustomMetadata());
        }
        all.putAll(metadata);
        return new Schema(fields, all);
    }

    /**
     * Returns the table's rows, of those of the level's statement, which are closed with them.
     *
     * @param memory is told of what is kept from batch to batch
     * @param allocator owns the batches
     */
    public BatchReader rows(BatchReader statement, ByteShare memory, BufferAllocator allocator) throws IOException {
        BatchReader grouped = batchBy.isEmpty() ? statement : new GroupBatches(statement, batchBy, memory, allocator);
        return new TableRows(this, grouped, allocator);
    }

    /** Returns the table's name. */
    public String name() {
        return level.name();
    }
}
