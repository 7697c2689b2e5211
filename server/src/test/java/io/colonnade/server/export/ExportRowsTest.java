package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.LocalDestination;
import io.colonnade.server.export.destination.Publication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportRowsTest {
    private static final List<String> SALES = List.of("sales");
    private static final int BATCH = 5_000;
    private static final ExportTally TALLY =
            new ExportTally(new ExportTerms(FileEncryption.NONE, null, Set.of(), null, null), ExportProgress.UNWATCHED);

    @TempDir
    private Path folder;

    private final RootAllocator allocator = new RootAllocator();
    private final IntVector numbers = new IntVector("n", allocator);
    private final VarCharVector words = new VarCharVector("word", allocator);
    private final VarCharVector regions = new VarCharVector("re gion", allocator);
    private final VectorSchemaRoot root = VectorSchemaRoot.of(numbers, words, regions);

    private Publication publication;

    @BeforeEach
    void begin() throws IOException {
        begin(SALES);
    }

    private void begin(List<String> target) throws IOException {
        publication = new LocalDestination(ExportPath.parse("file:" + folder)).begin(target, Mode.NEW, "id", null);
    }

    @AfterEach
    void freesAllMemory() {
        publication.close();
        root.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FORMAT parquet|.parquet|read_parquet",
                "FORMAT parquet, COMPRESSION snappy|.parquet|read_parquet",
                "FORMAT parquet, COMPRESSION gzip|.parquet|read_parquet",
                "FORMAT parquet, COMPRESSION none|.parquet|read_parquet",
                "FORMAT csv|.csv|read_csv",
                "FORMAT csv, COMPRESSION gzip|.csv.gz|read_csv",
                "FORMAT csv, COMPRESSION zstd|.csv.zst|read_csv"
            })
    void filesAreReadBackByOthersWithEqualRows(String options, String ending, String reader) throws Exception {
        List<ExportedFile> files = write(options, 3, row -> "R" + row % 3);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).name()).isEqualTo("part-00000-id" + ending);
        assertThat(files.get(0).rows()).isEqualTo(3 * BATCH);
        assertThat(query("SELECT count(*), sum(n), min(word), count(DISTINCT \"re gion\") FROM " + reader + "('"
                        + path("*" + ending) + "')"))
                .isEqualTo("15000|112492500|w0|3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"FORMAT arrow", "FORMAT arrow, COMPRESSION none"})
    void arrowFilesAreReadBackWhateverTheirCompression(String options) throws Exception {
        ExportedFile file = write(options, 3, row -> "R" + row % 3).get(0);
        assertThat(file.name()).isEqualTo("part-00000-id.arrow");
        Path path = folder.resolve("sales").resolve(file.name());
        try (FileChannel channel = FileChannel.open(path);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator, CommonsCompressionFactory.INSTANCE)) {
            int row = 0;
            while (reader.loadNextBatch()) {
                VectorSchemaRoot read = reader.getVectorSchemaRoot();
                for (int i = 0; i < read.getRowCount(); i++) {
                    assertThat(((IntVector) read.getVector("n")).get(i)).isEqualTo(row);
                    assertThat(read.getVector("word").getObject(i)).hasToString("w" + row % 977);
                    row++;
                }
            }
            assertThat(row).isEqualTo(3 * BATCH);
        }
    }

    @Test
    void compressionIsWhatTheOptionSays() throws Exception {
        for (String compression : List.of("zstd", "snappy", "gzip", "none")) {
            publication.close();
            begin(List.of(compression));
            write("COMPRESSION " + compression, 1, row -> "R");
            assertThat(query("SELECT DISTINCT compression FROM parquet_metadata('" + folder.resolve(compression)
                            + "/*.parquet')"))
                    .isEqualToIgnoringCase(compression.equals("none") ? "uncompressed" : compression);
        }
    }

    @Test
    void digestsAreThoseOfTheFiles() throws Exception {
        for (ExportedFile file : write("FILE_SIZE '64KiB', ROW_GROUP_SIZE '64KiB'", 40, row -> "R")) {
            byte[] bytes = Files.readAllBytes(folder.resolve("sales").resolve(file.name()));
            assertThat(file.bytes()).isEqualTo(bytes.length);
            assertThat(file.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }

    @Test
    void longResultsAreSeveralFiles() throws Exception {
        List<ExportedFile> files = write("FILE_SIZE '64KiB', ROW_GROUP_SIZE '64KiB'", 40, row -> "R");
        assertThat(files).hasSizeGreaterThan(3);
        assertThat(files).extracting(ExportedFile::name).doesNotHaveDuplicates();
        assertThat(query("SELECT count(*), sum(n) FROM read_parquet('" + path("*.parquet") + "')"))
                .isEqualTo("200000|19999900000");
    }

    @Test
    void partitionsAreFoldersThatOthersReadAsColumns() throws Exception {
        String[] regions = {"EUROPE", "a/b=c%", "ä", "", null, "__HIVE_DEFAULT_PARTITION__"};
        List<ExportedFile> files = write("PARTITION_BY (\"re gion\")", 3, row -> regions[row % regions.length]);
        assertThat(files).hasSize(regions.length);
        assertThat(files).extracting(file -> file.partition().get("re gion")).containsExactlyInAnyOrder(regions);
        assertThat(query("SELECT count(*), sum(n), count(DISTINCT \"re gion\") FILTER (\"re gion\" <> '')"
                        + " FROM read_parquet('" + path("*/*.parquet") + "', hive_partitioning = true)"))
                .startsWith("15000|112492500|");
        assertThat(query("SELECT count(*) FROM read_parquet('" + path("*/*.parquet")
                        + "', hive_partitioning = true) WHERE \"re gion\" = 'a/b=c%'"))
                .isEqualTo("2500");
        assertThat(query("SELECT count(*) FROM (DESCRIBE SELECT * FROM read_parquet('"
                        + path("re gion=EUROPE/*.parquet") + "', hive_partitioning = false))"))
                .isEqualTo("2");
    }

    @Test
    void onlySoManyPartitionsAreOpenAtATime() throws Exception {
        List<ExportedFile> files = write("PARTITION_BY (\"re gion\")", 2, row -> "R" + row / 100 % 40);
        assertThat(files).hasSizeGreaterThan(40);
        assertThat(query("SELECT count(*), sum(n), count(DISTINCT \"re gion\") FROM read_parquet('"
                        + path("*/*.parquet") + "', hive_partitioning = true)"))
                .isEqualTo("10000|49995000|40");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"FORMAT parquet", "PARTITION_BY (word)"})
    void nothingIsAFileWithoutRows(String options) throws Exception {
        List<ExportedFile> files = write(options, 0, row -> "R");
        assertThat(files).hasSize(1);
        assertThat(query("SELECT count(*) FROM read_parquet('" + path("*.parquet") + "')"))
                .isEqualTo("0");
    }

    @Test
    void partitionsByWhatIsNoColumnAreRefused() {
        assertThatThrownBy(() -> PartitionedRows.check(root.getSchema(), List.of("words")))
                .hasMessage("Cannot partition the export: the result has no column 'words'; did you mean 'word'?");
        assertThatThrownBy(() -> PartitionedRows.check(root.getSchema(), List.of("n", "word", "re gion")))
                .hasMessageContaining("none is left for the files");
    }

    @Test
    void exportHasOnlySoManyFiles() throws Exception {
        ExportFiles files = new ExportFiles(new Nowhere(), new FileForm(options("FORMAT csv"), null), "", "id", TALLY);
        for (int i = 0; i < ExportFiles.MOST; i++) {
            files.begin("", root).close();
        }
        assertThatThrownBy(() -> files.begin("", root)).hasMessageContaining("more than 10000 files");
    }

    /** A store that keeps nothing. */
    private static final class Nowhere implements Publication {
        @Override
        public OutputStream create(String name) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void publish(byte[] manifest) {}

        @Override
        public void close() {}
    }

    private interface Region {
        @Nullable
        String of(int row);
    }

    private List<ExportedFile> write(String options, int batches, Region region) throws Exception {
        CopyOptions read = options(options);
        ExportFiles files = new ExportFiles(publication, new FileForm(read, null), "", "id", TALLY);
        try (ExportRows rows = read.partitionBy().isEmpty()
                ? new PlainRows(files, root)
                : new PartitionedRows(files, root, allocator, read.partitionBy(), 8)) {
            for (int batch = 0; batch < batches; batch++) {
                fill(batch * BATCH, region);
                rows.write();
            }
            rows.complete();
        }
        publication.publish("{}".getBytes(StandardCharsets.UTF_8));
        return files.complete();
    }

    static CopyOptions options(String options) {
        Copy copy = (Copy) new QueryParser()
                .command(new QueryRequest.Sql("COPY t TO 'x' (" + options + ")", null))
                .orElseThrow();
        return CopyOptions.of(copy.options());
    }

    private void fill(int from, Region region) {
        for (int i = 0; i < BATCH; i++) {
            numbers.setSafe(i, from + i);
            words.setSafe(i, ("w" + (from + i) % 977).getBytes(StandardCharsets.UTF_8));
            String value = region.of(from + i);
            if (value == null) {
                regions.setNull(i);
            } else {
                regions.setSafe(i, value.getBytes(StandardCharsets.UTF_8));
            }
        }
        root.setRowCount(BATCH);
    }

    private String path(String pattern) {
        return folder.resolve("sales") + "/" + pattern;
    }

    private static String query(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(rows.getString(i));
            }
            return String.join("|", values);
        }
    }
}
