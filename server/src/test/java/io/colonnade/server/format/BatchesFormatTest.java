package io.colonnade.server.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.format.BatchesFormat.Packaging;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesFormatTest {
    private final RootAllocator allocator = new RootAllocator();
    private final VectorSchemaRoot orders = numbers("id");
    private final VectorSchemaRoot items = numbers("order_id");

    @AfterEach
    void freesAllMemory() {
        orders.close();
        items.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private VectorSchemaRoot numbers(String name) {
        IntVector numbers = new IntVector(name, allocator);
        numbers.setSafe(0, 1);
        numbers.setSafe(1, 2);
        return VectorSchemaRoot.of(numbers);
    }

    @Test
    void whatExportsWriteIsAFileAndSoIsEveryArchive() {
        for (ResultFormat format : ResultFormat.values()) {
            boolean exported = List.of("parquet", "csv", "arrow-file").contains(format.word());
            assertThat(format.isFile()).as(format.name()).isEqualTo(exported);
            assertThat(new BatchesFormat(Packaging.ALONE, format).isFile()).isEqualTo(exported);
            assertThat(new BatchesFormat(Packaging.MULTIPART, format).isFile()).isEqualTo(exported);
            assertThat(new BatchesFormat(Packaging.ZIP, format).isFile()).isTrue();
        }
        assertThat(BatchesFormat.ARROW_STREAMS.isFile()).isFalse();
    }

    private record Body(String contentType, byte[] bytes) {}

    private Body write(Packaging packaging, ResultFormat format, String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchesWriter batches = new BatchesFormat(packaging, format).writer(out)) {
            String contentType = batches.contentType();
            for (String name : names) {
                batch(batches, name);
            }
            batches.finish();
            return new Body(contentType, out.toByteArray());
        }
    }

    private void batch(BatchesWriter batches, String name) throws IOException {
        VectorSchemaRoot root = name.equals("items") ? items : orders;
        try (BatchWriter writer = batches.begin(name, root)) {
            writer.start();
            for (int rows = 2; rows > 0; rows--) {
                root.setRowCount(rows);
                writer.writeBatch();
            }
            writer.finish();
        }
    }

    @Test
    void arrowStreamsFollowOneAnotherAndNameTheirBatches() throws IOException {
        Body body = write(Packaging.CONCATENATED, ResultFormat.ARROW, "orders", "items");
        assertThat(body.contentType()).isEqualTo("application/vnd.apache.arrow.stream");
        ByteArrayInputStream in = new ByteArrayInputStream(body.bytes());
        for (String name : List.of("orders", "items")) {
            try (ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
                assertThat(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())
                        .containsEntry("colonnade.batch", name);
                List<Integer> rows = new ArrayList<>();
                while (reader.loadNextBatch()) {
                    rows.add(reader.getVectorSchemaRoot().getRowCount());
                }
                assertThat(rows).containsExactly(2, 1);
            }
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void multipartHasAPartForEachBatch() throws IOException {
        Body body = write(Packaging.MULTIPART, ResultFormat.CSV, "orders", "items");
        assertThat(body.contentType()).startsWith("multipart/mixed; boundary=");
        String boundary = "--" + body.contentType().substring(body.contentType().indexOf('=') + 1);
        String[] parts = new String(body.bytes(), StandardCharsets.UTF_8).split("\r\n" + boundary, -1);
        assertThat(parts).hasSize(4);
        assertThat(parts[1])
                .isEqualTo("\r\nContent-Type: text/csv\r\n"
                        + "Content-Disposition: attachment; filename=\"orders.csv\"\r\n\r\nid\r\n1\r\n2\r\n1\r\n");
        assertThat(parts[2]).endsWith("order_id\r\n1\r\n2\r\n1\r\n");
        assertThat(parts[3]).isEqualTo("--\r\n");
    }

    @Test
    void zipHasAFileForEachBatchAlsoIfNamesAreAlikeOrHostile() throws IOException {
        Body body = write(Packaging.ZIP, ResultFormat.CSV, "orders", "Orders", "../a\r\nb\"");
        assertThat(body.contentType()).isEqualTo("application/zip");
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(zip.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("id\r\n1\r\n2\r\n1\r\n");
            }
        }
        assertThat(names).containsExactly("orders.csv", "Orders-2.csv", "___a__b_.csv");
    }

    @Test
    void nothingThatIsNotFinishedLooksWhole() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (BatchesWriter batches = new BatchesFormat(Packaging.ZIP, ResultFormat.CSV).writer(zip)) {
            batch(batches, "orders");
        }
        assertThatThrownBy(() -> readWhole(zip.toByteArray())).isInstanceOf(ZipException.class);
        ByteArrayOutputStream multipart = new ByteArrayOutputStream();
        try (BatchesWriter batches = new BatchesFormat(Packaging.MULTIPART, ResultFormat.CSV).writer(multipart)) {
            batch(batches, "orders");
            assertThat(multipart.toString(StandardCharsets.UTF_8)).doesNotEndWith("--\r\n");
        }
    }

    private static void readWhole(byte[] zip) throws IOException {
        Path file = Files.createTempFile("batches", ".zip");
        try {
            Files.write(file, zip);
            new ZipFile(file.toFile()).close();
        } finally {
            Files.delete(file);
        }
    }
}
