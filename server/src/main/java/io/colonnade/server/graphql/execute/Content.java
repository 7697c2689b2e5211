package io.colonnade.server.graphql.execute;

import java.util.List;

/**
 * What stands behind a name in a nested answer. Immutable; members are in the order of the document, and levels are numbers of the
 * operation.
 */
public sealed interface Content {
    /**
     * A name of an object and what is behind it.
     *
     * @param name the response name: the alias, or else the field
     */
    record Member(String name, Content content) {}

    /** No value, for all rows. */
    record Nothing() implements Content {}

    /** JSON that is known before anything is read. */
    record Known(String json) implements Content {}

    /** A text that is the same for all rows, such as the name of an object's type. */
    record Constant(String text) implements Content {}

    /** The value of an item of the level whose row is written. */
    record Value(int column) implements Content {}

    /** The cursor of the row that is written. */
    record Cursor() implements Content {}

    /** An object about the row that is written, or about none. */
    record Fixed(List<Member> members) implements Content {
        public Fixed {
            members = List.copyOf(members);
        }
    }

    /** The rows of a level that belong to the row above, each an object. */
    record Rows(int level, List<Member> members) implements Content {
        public Rows {
            members = List.copyOf(members);
        }
    }

    /** The only row of a level that belongs to the row above, or null. */
    record OneRow(int level, List<Member> members) implements Content {
        public OneRow {
            members = List.copyOf(members);
        }
    }

    /** A value of the only row of a level that belongs to the row above, such as a count; without such a row, zero. */
    record Count(int level, int column) implements Content {}

    /**
     * What is told of a page, which is known behind its rows and therefore written behind them.
     *
     * @param passed levels whose rows nobody else reads, which are passed over before
     */
    record PageInfo(List<Member> members, List<Integer> passed) implements Content {
        public PageInfo {
            members = List.copyOf(members);
            passed = List.copyOf(passed);
        }
    }

    /**
     * A fact of a page.
     *
     * @param level the level whose page it is
     */
    record OfPage(int level, PageFact fact) implements Content {}

    /** What can be told of a page. */
    enum PageFact {
        /** There are more rows than the page has. */
        MORE,
        /** The cursor of the first row; null if there is none. */
        FIRST,
        /** The cursor of the last row; null if there is none. */
        LAST
    }

    /** Something that is known before anything is read. */
    record Truth(boolean value) implements Content {}
}
