package io.colonnade.server.graphql.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.colonnade.batch.ByteShare;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.request.Selection;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Item;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.server.graphql.execute.Content.Cursor;
import io.colonnade.server.graphql.execute.Content.Fixed;
import io.colonnade.server.graphql.execute.Content.Member;
import io.colonnade.server.graphql.execute.Content.OfPage;
import io.colonnade.server.graphql.execute.Content.OneRow;
import io.colonnade.server.graphql.execute.Content.PageFact;
import io.colonnade.server.graphql.execute.Content.PageInfo;
import io.colonnade.server.graphql.execute.Content.Rows;
import io.colonnade.server.graphql.execute.Content.Value;
import io.colonnade.server.graphql.execute.Level.Paging;
import io.colonnade.server.graphql.execute.Level.PathColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels of made-up rows, cut into batches anywhere, as one object. */
class NestedJsonTest {
    private static final List<PathColumn> OF_PARENT = List.of(new PathColumn(0, 1, 0));
    private static final List<PathColumn> OF_CHILD = List.of(new PathColumn(0, 1, 1), new PathColumn(1, 2, 0));

    private final RootAllocator allocator = new RootAllocator();
    private final List<LevelRows> levels = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() throws IOException {
        for (LevelRows level : levels) {
            level.close();
        }
        allocator.close();
    }

    private static Level level(List<Integer> above, List<PathColumn> path, Paging paging) {
        Selection selection = new Selection(
                "p", "b", null, List.of(new Item("c", new ColumnValue("c"))), false, null, null, List.of(), Page.ALL);
        return new Level("rows", above, selection, List.of(), path, paging);
    }

    private void add(Level level, List<List<List<@Nullable Integer>>> batches) throws IOException {
        ListedRows reader = new ListedRows(3, batches, allocator);
        List<LevelRows> above = level.above().stream().map(levels::get).toList();
        levels.add(new LevelRows(level, reader, above, ByteShare.unlimited()));
    }

    private void add(List<Integer> above, List<PathColumn> path, List<List<@Nullable Integer>> rows)
            throws IOException {
        add(level(above, path, Paging.NONE), List.of(rows));
    }

    private String written(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            new NestedJson(json, levels::get).write(List.of(new Member("r", content)));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<@Nullable Integer> row(@Nullable Integer... values) {
        return new ArrayList<>(java.util.Arrays.asList(values));
    }

    private static Member value(int column) {
        return new Member("v", new Value(column));
    }

    /** Parents have an id; children the parent's and theirs; grandchildren the child's, the parent's and theirs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsComeUnderTheirParentsWhereverBatchesEnd(long seed) throws IOException {
        Random random = new Random(seed);
        List<List<@Nullable Integer>> parents = new ArrayList<>();
        List<List<@Nullable Integer>> children = new ArrayList<>();
        List<List<@Nullable Integer>> grandchildren = new ArrayList<>();
        StringJoiner expected = new StringJoiner(",", "{\"r\":[", "]}");
        for (int parent = 0; parent < 20; parent++) {
            parents.add(row(parent, null, null));
            StringJoiner below = new StringJoiner(",", "[", "]");
            for (int child = random.nextInt(4); child > 0; child--) {
                children.add(row(parent, child, null));
                StringJoiner leaves = new StringJoiner(",", "[", "]");
                for (int leaf = random.nextInt(4); leaf > 0; leaf--) {
                    grandchildren.add(row(child, parent, leaf));
                    leaves.add("{\"v\":" + leaf + "}");
                }
                below.add("{\"v\":" + child + ",\"b\":" + leaves + "}");
            }
            expected.add("{\"v\":" + parent + ",\"a\":" + below + "}");
        }
        add(level(List.of(), List.of(), Paging.NONE), cut(parents, random));
        add(level(List.of(0), OF_PARENT, Paging.NONE), cut(children, random));
        add(level(List.of(1, 0), OF_CHILD, Paging.NONE), cut(grandchildren, random));
        Rows leaves = new Rows(2, List.of(value(2)));
        Rows below = new Rows(1, List.of(value(1), new Member("b", leaves)));
        assertThat(written(new Rows(0, List.of(value(0), new Member("a", below)))))
                .isEqualTo(expected.toString());
        assertThat(levels).allMatch(LevelRows::ended);
    }

    private static List<List<List<@Nullable Integer>>> cut(List<List<@Nullable Integer>> rows, Random random) {
        List<List<List<@Nullable Integer>>> batches = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = Math.min(rows.size(), from + random.nextInt(4));
            batches.add(rows.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** A page of two of the rows 1 to {@code rows} of each parent, whose batches end after each row, or after all. */
    private String pages(int rows, boolean manyBatches) throws IOException {
        add(List.of(), List.of(), List.of(row(7, null, null), row(8, null, null)));
        List<List<@Nullable Integer>> all = new ArrayList<>();
        for (int parent = 7; parent < 9; parent++) {
            for (int i = 1; i <= rows; i++) {
                all.add(row(parent, i, null));
            }
        }
        Paging paging = new Paging(2L, true, List.of(1), values -> "at " + values.get(0));
        add(
                level(List.of(0), OF_PARENT, paging),
                manyBatches ? all.stream().map(List::of).toList() : List.of(all));
        Rows edges = new Rows(1, List.of(new Member("c", new Cursor())));
        PageInfo info = new PageInfo(
                List.of(
                        new Member("more", new OfPage(1, PageFact.MORE)),
                        new Member("first", new OfPage(1, PageFact.FIRST)),
                        new Member("last", new OfPage(1, PageFact.LAST))),
                List.of());
        Fixed connection = new Fixed(List.of(new Member("info", info), new Member("edges", edges)));
        return written(new Rows(0, List.of(new Member("page", connection))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPageTellsOfMoreRowsAndOfItsEnds(boolean manyBatches) throws IOException {
        String page = "{\"page\":{\"edges\":[{\"c\":\"at 1\"},{\"c\":\"at 2\"}],"
                + "\"info\":{\"more\":true,\"first\":\"at 1\",\"last\":\"at 2\"}}}";
        assertThat(pages(3, manyBatches)).isEqualTo("{\"r\":[" + page + "," + page + "]}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aShortPageTellsThatItIsTheLast(boolean manyBatches) throws IOException {
        String page = "{\"page\":{\"edges\":[{\"c\":\"at 1\"}],"
                + "\"info\":{\"more\":false,\"first\":\"at 1\",\"last\":\"at 1\"}}}";
        assertThat(pages(1, manyBatches)).isEqualTo("{\"r\":[" + page + "," + page + "]}");
    }

    @Test
    void aPageOfNothingHasNoEnds() throws IOException {
        String page = "{\"page\":{\"edges\":[],\"info\":{\"more\":false,\"first\":null,\"last\":null}}}";
        assertThat(pages(0, false)).isEqualTo("{\"r\":[" + page + "," + page + "]}");
    }

    @Test
    void aRowThatRefersToNoneHasNull() throws IOException {
        add(List.of(), List.of(), List.of(row(1, null, null), row(2, 5, null)));
        add(List.of(0), List.of(new PathColumn(0, 1, 0), new PathColumn(1, 1, 1)), List.of(row(2, 5, null)));
        assertThat(written(new Rows(0, List.of(new Member("one", new OneRow(1, List.of(value(1))))))))
                .isEqualTo("{\"r\":[{\"one\":null},{\"one\":{\"v\":5}}]}");
    }

    @Test
    void aKeyThatSeveralRowsHaveIsABrokenContract() throws IOException {
        add(List.of(), List.of(), List.of(row(1, null, null), row(1, null, null)));
        assertThat(catchThrowableOfType(ColonnadeException.class, () -> written(new OneRow(0, List.of(value(0)))))
                        .kind())
                .isEqualTo(ErrorKind.CONTRACT_VIOLATION);
    }
}
