package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.parse.QueryParser;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.export.destination.Destination.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopyOptionsTest {
    @Test
    void withoutOptionsThereIsParquetInANewFolder() {
        CopyOptions options = options("");
        assertThat(options.format()).isEqualTo(ExportFormat.PARQUET);
        assertThat(options.compression()).isEqualTo(FileCompression.ZSTD);
        assertThat(options.mode()).isEqualTo(Mode.NEW);
        assertThat(options.partitionBy()).isEmpty();
        assertThat(options.encryption()).isNull();
        assertThat(options.asynchronous()).isFalse();
    }

    @Test
    void whatIsSaidHolds() {
        CopyOptions options =
                options("(FORMAT 'CSV', compression gzip, PARTITION_BY (a, b), FILE_SIZE '1GiB', APPEND, MANIFEST true,"
                        + " HEADER false, ASYNC, ENCRYPTION server, IDEMPOTENCY_KEY 'nightly 7')");
        assertThat(options)
                .isEqualTo(new CopyOptions(
                        ExportFormat.CSV,
                        FileCompression.GZIP,
                        List.of("a", "b"),
                        32 << 20,
                        1L << 30,
                        FileEncryption.SERVER,
                        Mode.APPEND,
                        false,
                        true,
                        Optional.of("nightly 7")));
        assertThat(options("(ROW_GROUP_SIZE 1000000)").rowGroupBytes()).isEqualTo(1_000_000);
        assertThat(options("(OVERWRITE true)").mode()).isEqualTo(Mode.OVERWRITE);
        assertThat(options("(FORMAT csv)").compression()).isEqualTo(FileCompression.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(FORMATS csv)|FORMATS of COPY: there is no such option; did you mean 'format'? (line 1, column 16)",
                "(FORMAT csv, format csv)|FORMAT of COPY: it is there twice (line 1, column 28)",
                "(FORMAT orc)|FORMAT of COPY: expected parquet or csv or arrow (line 1, column 16)",
                "(FORMAT)|FORMAT of COPY: expected one value (line 1, column 16)",
                "(OVERWRITE, APPEND)|APPEND of COPY: OVERWRITE and APPEND are not both possible (line 1, column 27)",
                "(ASYNC 3)|ASYNC of COPY: expected true, false or nothing behind it (line 1, column 16)",
                "(ROW_GROUP_SIZE '1GiB')|ROW_GROUP_SIZE of COPY: expected a size such as '64MiB', from 64KiB to 128MiB (line 1, column 16)",
                "(ROW_GROUP_SIZE -1)|ROW_GROUP_SIZE of COPY: expected a size such as '64MiB', from 64KiB to 128MiB (line 1, column 16)",
                "(PARTITION_BY (a, a))|PARTITION_BY of COPY: expected names of columns in parentheses, each once (line 1, column 16)",
                "(PARTITION_BY)|PARTITION_BY of COPY: expected names of columns in parentheses, each once (line 1, column 16)",
                "(FORMAT csv, ROW_GROUP_SIZE '1MiB')|ROW_GROUP_SIZE of COPY: only Parquet has row groups (line 1, column 28)",
                "(HEADER)|HEADER of COPY: only CSV has a header (line 1, column 16)",
                "(MANIFEST false)|MANIFEST of COPY: every export has one: files are published, replaced and deleted by it (line 1, column 16)",
                "(FORMAT arrow, COMPRESSION gzip)|COMPRESSION of COPY: Arrow takes zstd or none (line 1, column 30)",
                "(FORMAT csv, COMPRESSION snappy)|COMPRESSION of COPY: CSV takes zstd, gzip or none (line 1, column 28)",
                "(FORMAT csv, ENCRYPTION parquet)|ENCRYPTION of COPY: only Parquet encrypts its own files; write ENCRYPTION server (line 1, column 28)",
                "(IDEMPOTENCY_KEY ' ')|IDEMPOTENCY_KEY of COPY: expected a text of 1 to 200 characters (line 1, column 16)"
            })
    void whatMakesNoSenseIsRefusedWhereItStands(String options, String message) {
        assertThatThrownBy(() -> options(options))
                .isInstanceOfSatisfying(
                        ColonnadeException.class,
                        refusal -> assertThat(refusal.clientMessage()).isEqualTo("Cannot use the option " + message));
    }

    private static CopyOptions options(String text) {
        Copy copy = (Copy) new QueryParser()
                .command(new QueryRequest.Sql("COPY t TO 'x' " + text, null))
                .orElseThrow();
        return CopyOptions.of(copy.options());
    }
}
