package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.format.BatchesFormat;
import io.colonnade.server.format.ResultFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    private static final String NONE = "none";

    private static List<String> header(String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String format(String accept) {
        return Agreement.of(header(accept), List.of(), List.of(ResultFormat.values()))
                .map(agreed -> agreed.offer().name())
                .orElse(NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                        | ARROW",
                "''                                                      | ARROW",
                "*/*                                                     | ARROW",
                "application/*                                           | ARROW",
                "text/*                                                  | CSV",
                "TEXT/CSV                                                | CSV",
                "application/x-arrow                                     | ARROW",
                "application/vnd.apache.arrow.file                       | ARROW_FILE",
                "application/vnd.apache.parquet                          | PARQUET",
                "application/parquet, text/csv;q=0.9                     | PARQUET",
                "application/json, text/csv                              | JSON",
                "application/json;q=0.5, text/csv                        | CSV",
                "application/json;q=0.5, text/csv;q=0.501                | CSV",
                "application/json;q=1.000, text/csv;q=0.999              | JSON",
                "text/html, */*;q=0.1                                    | ARROW",
                "*/*, text/csv                                           | CSV",
                "*/*, application/json;q=0.9                             | ARROW",
                "*/*;q=0.1, application/json;q=0                         | ARROW",
                "application/*;q=0, */*                                  | CSV",
                "text/csv;q=0, text/*                                    | none",
                "text/csv;q=0, text/*, application/json;q=0.1            | JSON",
                "application/x-arrow;q=0.1, application/json;q=0.2       | JSON",
                "application/json; charset=utf-8                         | JSON",
                "application/json;charset=\"UTF-8\"                      | JSON",
                "text/csv;charset=latin1                                 | none",
                "text/csv;header=absent                                  | CSV_WITHOUT_HEADER",
                "text/csv;Header=PRESENT                                 | CSV",
                "text/csv;header=maybe                                   | none",
                "text/csv;q=0.5, text/csv;header=absent;q=0.1            | CSV",
                "text/csv;header=present;q=0, text/csv                   | CSV_WITHOUT_HEADER",
                "application/json; numbers=native; charset=utf-8         | JSON_WITH_NUMBERS",
                "application/json; numbers=text                          | JSON",
                "application/x-ndjson                                    | NDJSON",
                "application/jsonl; numbers=native                       | NDJSON_WITH_NUMBERS",
                "application/json;indent=4                               | none",
                "application/vnd.apache.arrow.stream;charset=utf-8       | none",
                "image/png                                               | none",
                "text/csv;q=0                                            | none",
                "*/*;q=0                                                 | none",
                "text/csv;q=2                                            | none",
                "text/csv;q=0.5555                                       | none",
                "text/csv;q=-1                                           | none",
                "text/csv;q=abc, application/json;q=0.1                  | JSON",
                "text                                                    | none",
                "text/                                                   | none",
                "/csv                                                    | none",
                "*/csv                                                   | none",
                "text/csv/csv                                            | none",
                ";;;,,,;q=1                                              | none",
                ", ,text/csv, ,                                          | CSV",
                "\"text/csv                                              | none"
            })
    void whatTheClientLikesBestIsWhatItGets(String accept, String format) {
        assertThat(format(accept)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                            | IDENTITY | IDENTITY | IDENTITY",
                "''                          | IDENTITY | IDENTITY | IDENTITY",
                "gzip                        | GZIP     | IDENTITY | IDENTITY",
                "X-GZIP                      | GZIP     | IDENTITY | IDENTITY",
                "zstd                        | ZSTD     | ZSTD     | IDENTITY",
                "gzip, deflate, br, zstd     | ZSTD     | ZSTD     | IDENTITY",
                "gzip;q=1.0, zstd;q=0.5      | GZIP     | IDENTITY | IDENTITY",
                "gzip, identity;q=0.5        | GZIP     | GZIP     | GZIP",
                "identity, gzip;q=0.5        | IDENTITY | IDENTITY | IDENTITY",
                "gzip;q=0                    | IDENTITY | IDENTITY | IDENTITY",
                "br                          | IDENTITY | IDENTITY | IDENTITY",
                "*                           | ZSTD     | ZSTD     | IDENTITY",
                "*;q=0                       | none     | none     | none",
                "identity;q=0                | none     | none     | none",
                "gzip, *;q=0                 | GZIP     | GZIP     | GZIP",
                "gzip, identity;q=0          | GZIP     | GZIP     | GZIP",
                "*;q=0, identity;q=0.1       | IDENTITY | IDENTITY | IDENTITY",
                "zstd;q=nonsense             | IDENTITY | IDENTITY | IDENTITY"
            })
    void encodingIsWhatTheClientAcceptsAndTheFormatGainsFrom(String accept, String text, String arrow, String file) {
        assertThat(coding(accept, ResultFormat.CSV)).isEqualTo(text);
        assertThat(coding(accept, ResultFormat.ARROW)).isEqualTo(arrow);
        assertThat(coding(accept, ResultFormat.ARROW_FILE)).isEqualTo(file);
    }

    private static String coding(String accept, ResultFormat format) {
        return Agreement.of(List.of(), header(accept), List.of(format))
                .map(agreed -> agreed.coding().name())
                .orElse(NONE);
    }

    @Test
    void headersOfOneNameAreOneList() {
        assertThat(Agreement.of(
                        List.of("text/csv;q=0.1", "application/json"),
                        List.of("gzip", "zstd;q=0"),
                        List.of(ResultFormat.values())))
                .hasValue(new Agreement<>(ResultFormat.JSON, ContentCoding.GZIP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                        | CONCATENATED | ARROW",
                "application/x-arrow                                     | CONCATENATED | ARROW",
                "multipart/mixed                                         | MULTIPART    | ARROW",
                "multipart/mixed; type=\"text/csv\"                      | MULTIPART    | CSV",
                "multipart/mixed; type=\"application/x-arrow\"           | MULTIPART    | ARROW",
                "application/zip; type=\"text/csv\"                      | ZIP          | CSV",
                "application/zip; type=\"application/vnd.apache.arrow.file\" | ZIP      | ARROW_FILE"
            })
    void severalBatchesArePackedAsAsked(String accept, BatchesFormat.Packaging packaging, ResultFormat format) {
        Optional<Agreement<BatchesFormat>> agreed = Agreement.of(header(accept), List.of(), BatchesFormat.all());
        assertThat(agreed.map(Agreement::offer)).hasValue(new BatchesFormat(packaging, format));
    }
}
