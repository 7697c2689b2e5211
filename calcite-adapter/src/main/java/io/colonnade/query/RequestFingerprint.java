package io.colonnade.query;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.SqlFingerprint;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells the audit of equal questions without telling what they are. A selection holds no values, and a text is hashed. */
final class RequestFingerprint {
    private RequestFingerprint() {}

    static String of(QueryRequest request) {
        if (request instanceof QueryRequest.Sql sql) {
            return SqlFingerprint.of(sql.text());
        }
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, request);
        return hasher.hash().toString();
    }

    /** Every part with its kind and its length, so that no two trees are written alike. */
    private static void put(Hasher hasher, @Nullable Object part) {
        if (part instanceof Record tree) {
            putText(hasher, part.getClass().getSimpleName());
            for (RecordComponent component : part.getClass().getRecordComponents()) {
                put(hasher, value(tree, component));
            }
        } else if (part instanceof List<?> parts) {
            hasher.putInt(parts.size());
            parts.forEach(one -> put(hasher, one));
        } else {
            hasher.putBoolean(part == null);
            putText(hasher, String.valueOf(part));
        }
    }

    private static @Nullable Object value(Record tree, RecordComponent component) {
        try {
            return component.getAccessor().invoke(tree);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that hides its parts", e);
        }
    }

    private static void putText(Hasher hasher, String text) {
        hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_16LE);
    }
}
