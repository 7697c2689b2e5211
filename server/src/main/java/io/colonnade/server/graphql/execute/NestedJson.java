package io.colonnade.server.graphql.execute;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.format.JsonCell;
import io.colonnade.server.format.JsonCells;
import io.colonnade.server.graphql.execute.Content.Constant;
import io.colonnade.server.graphql.execute.Content.Count;
import io.colonnade.server.graphql.execute.Content.Cursor;
import io.colonnade.server.graphql.execute.Content.Fixed;
import io.colonnade.server.graphql.execute.Content.Known;
import io.colonnade.server.graphql.execute.Content.Member;
import io.colonnade.server.graphql.execute.Content.Nothing;
import io.colonnade.server.graphql.execute.Content.OfPage;
import io.colonnade.server.graphql.execute.Content.OneRow;
import io.colonnade.server.graphql.execute.Content.PageInfo;
import io.colonnade.server.graphql.execute.Content.Rows;
import io.colonnade.server.graphql.execute.Content.Truth;
import io.colonnade.server.graphql.execute.Content.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of all levels as one nested object, while they are read: the rows of a level come in the order of those above, so
 * that of each level only the batch is held in which it stands. What is to be done for each row is found out once. For one
 * thread.
 */
final class NestedJson {
    private final JsonGenerator json;
    private final IntFunction<LevelRows> rows;
    private final JsonCells cells = new JsonCells();
    private final Map<Integer, PageRows> pages = new HashMap<>();

    /** What writes one value, at the rows where the levels stand. */
    @FunctionalInterface
    private interface Part {
        void write() throws IOException;
    }

    private record NamedPart(SerializableString name, Part part) {}

    /**
     * Creates a writer.
     *
     * @param rows gives the rows of a level, of which the first is loaded
     */
    NestedJson(JsonGenerator json, IntFunction<LevelRows> rows) {
        this.json = json;
        this.rows = rows;
    }

    /** Writes an object without a row, such as the root of an answer. */
    void write(List<Member> members) throws IOException {
        object(members, null).write();
    }

    private Part object(List<Member> members, @Nullable LevelRows row) {
        List<NamedPart> parts = new ArrayList<>();
        List<NamedPart> late = new ArrayList<>();
        for (Member member : members) {
            boolean page = member.content() instanceof PageInfo;
            NamedPart part = new NamedPart(new SerializedString(member.name()), part(member.content(), row));
            (page ? late : parts).add(part);
        }
        parts.addAll(late);
        return () -> {
            json.writeStartObject();
            for (NamedPart part : parts) {
                json.writeFieldName(part.name());
                part.part().write();
            }
            json.writeEndObject();
        };
    }

    private Part part(Content content, @Nullable LevelRows row) {
        if (content instanceof Value value) {
            return value(value, Objects.requireNonNull(row));
        }
        if (content instanceof Constant constant) {
            return () -> json.writeString(constant.text());
        }
        if (content instanceof Nothing) {
            return json::writeNull;
        }
        if (content instanceof Known known) {
            return () -> json.writeRawValue(known.json());
        }
        if (content instanceof Truth truth) {
            return () -> json.writeBoolean(truth.value());
        }
        if (content instanceof Cursor) {
            LevelRows here = Objects.requireNonNull(row);
            return () -> json.writeString(here.cursor(here.row()));
        }
        if (content instanceof Fixed fixed) {
            return object(fixed.members(), row);
        }
        return content instanceof PageInfo info ? pageInfo(info) : ofLevel(content);
    }

    private Part ofLevel(Content content) {
        if (content instanceof Rows many) {
            return rows(many);
        }
        if (content instanceof OneRow one) {
            return oneRow(one);
        }
        return content instanceof Count count ? count(count) : fact((OfPage) content);
    }

    private Part value(Value value, LevelRows row) {
        JsonCell cell = cells.of(row.batch().getVector(value.column()));
        return () -> cell.write(json, row.row());
    }

    private Part rows(Rows many) {
        LevelRows level = rows.apply(many.level());
        Part object = object(many.members(), level);
        PageRows page = page(many.level());
        return () -> {
            json.writeStartArray();
            page.begin();
            while (page.hasRow()) {
                object.write();
                page.next();
            }
            json.writeEndArray();
        };
    }

    private Part oneRow(OneRow one) {
        LevelRows level = rows.apply(one.level());
        Part object = object(one.members(), level);
        return () -> {
            if (!level.belong()) {
                json.writeNull();
                return;
            }
            object.write();
            level.next();
            if (level.belong()) {
                throw severalRows(level.level());
            }
        };
    }

    private Part count(Count count) {
        LevelRows level = rows.apply(count.level());
        JsonCell cell = cells.of(level.batch().getVector(count.column()));
        return () -> {
            if (level.belong()) {
                cell.write(json, level.row());
                level.next();
            } else {
                json.writeString("0");
            }
        };
    }

    private Part pageInfo(PageInfo info) {
        Part object = object(info.members(), null);
        List<PageRows> passed = info.passed().stream().map(this::page).toList();
        return () -> {
            for (PageRows page : passed) {
                page.begin();
                while (page.hasRow()) {
                    page.next();
                }
            }
            object.write();
        };
    }

    private Part fact(OfPage asked) {
        PageRows page = page(asked.level());
        return switch (asked.fact()) {
            case MORE -> () -> json.writeBoolean(page.more());
            case FIRST -> () -> json.writeString(page.first());
            case LAST -> () -> json.writeString(page.last());
        };
    }

    private PageRows page(int level) {
        return pages.computeIfAbsent(level, key -> new PageRows(rows.apply(key)));
    }

    private static ColonnadeException severalRows(Level level) {
        return ColonnadeException.of(
                ErrorKind.CONTRACT_VIOLATION,
                SqlState.DATA_EXCEPTION,
                "Cannot answer '" + level.name() + "': the key of batch '"
                        + level.selection().batch()
                        + "' is that of several rows; mend the data in the source or the contract");
    }
}
