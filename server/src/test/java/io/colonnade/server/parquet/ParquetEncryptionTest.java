package io.colonnade.server.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.DecryptionKeyRetriever;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetEncryptionTest {
    private static final int ROWS = 5_000;
    private static final String OTHER = base64(32, 7);

    @TempDir
    Path folder;

    private static String base64(int bytes, int seed) {
        byte[] key = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            key[i] = (byte) (i * 31 + seed);
        }
        return Base64.getEncoder().encodeToString(key);
    }

    private Path write(String name, String base64) throws IOException {
        ParquetKey key = ParquetKey.of("exports-7", base64).orElseThrow();
        ParquetOptions options = new ParquetOptions(ParquetCompression.NONE, 1 << 16, 1_000, false, key);
        FieldType keyed = new FieldType(
                false, new ArrowType.Int(32, true), null, Map.of("colonnade.key", "true", "PARQUET:field_id", "1"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RootAllocator allocator = new RootAllocator();
                IntVector ids = new IntVector("identity", keyed, allocator);
                VarCharVector words = new VarCharVector("confession", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(ids, words);
                ParquetOutput file = new ParquetOutput(root, out, options)) {
            for (int row = 0; row < ROWS; row++) {
                ids.setSafe(row, row);
                words.setSafe(row, ("secret " + row % 10).getBytes(StandardCharsets.UTF_8));
            }
            root.setRowCount(ROWS);
            file.start();
            file.write();
            file.finish();
        }
        return Files.write(folder.resolve(name + ".parquet"), out.toByteArray());
    }

    private static ParquetFileReader reader(Path file, FileDecryptionProperties decryption) throws IOException {
        return ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withDecryption(decryption)
                        .build());
    }

    private static FileDecryptionProperties retrieving(String base64) {
        DecryptionKeyRetriever keys = id -> {
            assertThat(id).asString(StandardCharsets.UTF_8).isEqualTo("exports-7");
            return Base64.getDecoder().decode(base64);
        };
        return FileDecryptionProperties.builder().withKeyRetriever(keys).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void whoHasTheKeyReadsAllOfIt(int bytes) throws IOException {
        Path file = write("sealed", base64(bytes, 1));
        try (ParquetFileReader reader = reader(file, retrieving(base64(bytes, 1)))) {
            assertThat(reader.getRecordCount()).isEqualTo(ROWS);
            ColumnChunkMetaData ids = reader.getRowGroups().get(1).getColumns().get(0);
            assertThat(ids.getStatistics().genericGetMin()).isEqualTo(1_000);
            assertThat(reader.readColumnIndex(ids).getMinValues()).isNotEmpty();
            int groups = 0;
            while (reader.readNextRowGroup() != null) {
                groups++;
            }
            assertThat(groups).isEqualTo(5);
        }
    }

    /** Row groups of an encrypted file are numbered by 16 bits. */
    @Test
    void fileSaysWhenItHasAsManyRowGroupsAsReadersCount() throws IOException {
        ParquetOptions options = new ParquetOptions(
                ParquetCompression.NONE,
                1 << 16,
                1,
                false,
                ParquetKey.of("exports-7", base64(16, 1)).orElseThrow());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rows = 0;
        try (RootAllocator allocator = new RootAllocator();
                IntVector ids = new IntVector("id", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(ids);
                ParquetOutput file = new ParquetOutput(root, out, options)) {
            ids.setValueCount(1_000);
            root.setRowCount(1_000);
            file.start();
            while (!file.isFull()) {
                file.write();
                rows += root.getRowCount();
            }
            file.finish();
        }
        Path written = Files.write(folder.resolve("many.parquet"), out.toByteArray());
        try (ParquetFileReader reader = reader(written, retrieving(base64(16, 1)))) {
            assertThat(reader.getRecordCount()).isEqualTo(rows);
            assertThat(reader.getRowGroups()).hasSize(rows);
        }
    }

    /** DuckDB takes shorter keys in base64 for longer ones as they are. */
    @Test
    void anotherProgramThatHasTheKeyReadsItToo() throws IOException, SQLException {
        assertThat(duckdb(write("sealed", base64(32, 1)), base64(32, 1))).isEqualTo(ROWS + "|12497500|secret 9");
    }

    private static String duckdb(Path file, String base64) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA add_parquet_key('it', '" + base64 + "')");
            try (ResultSet row = statement.executeQuery(
                    "SELECT concat_ws('|', count(*), sum(identity), max(confession)) FROM read_parquet('" + file
                            + "', encryption_config = {footer_key: 'it'})")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void whoHasNoKeyOrAnotherReadsNothing() throws IOException {
        Path file = write("sealed", base64(32, 1));
        assertThatThrownBy(() -> reader(file, null)).isInstanceOf(ParquetCryptoRuntimeException.class);
        assertThatThrownBy(() -> reader(file, retrieving(OTHER))).isInstanceOf(ParquetCryptoRuntimeException.class);
        assertThatThrownBy(() -> DuckDbReader.read("*", "read_parquet", file)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> duckdb(file, OTHER)).isInstanceOf(SQLException.class);
    }

    @Test
    void nothingOfTheRowsOrTheirNamesOrTheKeyIsInTheFile() throws IOException {
        String base64 = base64(32, 1);
        String bytes = new String(Files.readAllBytes(write("sealed", base64)), StandardCharsets.ISO_8859_1);
        String key = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("exports-7").doesNotContain("secret", "confession", "identity", "colonnade", key);
        assertThat(ParquetKey.of("exports-7", base64).orElseThrow()).hasToString("exports-7");
    }

    /** A part of one file put in the place of the same part of another is found out. */
    @Test
    void twoFilesOfTheSameRowsAndKeyShareNoPart() throws IOException {
        byte[] one = Files.readAllBytes(write("one", OTHER));
        byte[] other = Files.readAllBytes(write("other", OTHER));
        assertThat(one).hasSameSizeAs(other);
        System.arraycopy(other, 4, one, 4, 2_000);
        Path mixed = Files.write(folder.resolve("mixed.parquet"), one);
        assertThatThrownBy(() -> duckdb(mixed, OTHER)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "no base64!", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoKeyIsNone(String base64) {
        assertThat(ParquetKey.of("exports-7", base64)).isEmpty();
    }
}
