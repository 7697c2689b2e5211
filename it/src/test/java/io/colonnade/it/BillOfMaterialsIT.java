package io.colonnade.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bills of materials name what is shipped, no more and no less. */
final class BillOfMaterialsIT {
    private static List<String> components(String file) throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(Checkout.root().resolve(file).toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<String> names = new ArrayList<>();
        bill.path("components")
                .forEach(component -> names.add(component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar"));
        return names;
    }

    /** What an earlier build has left beside the libraries is not on this class path, which the server's is a part of. */
    @Test
    void serversBillNamesTheLibrariesOfItsClassPath() throws IOException {
        List<String> bill = components("server/target/colonnade-server-sbom.json");
        Set<String> used = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Checkout.root().resolve("server/target/lib"))) {
            Set<String> libraries =
                    files.map(library -> library.getFileName().toString()).collect(Collectors.toSet());
            assertThat(libraries).containsAll(bill);
            assertThat(bill)
                    .hasSizeGreaterThan(80)
                    .containsAll(libraries.stream().filter(used::contains).toList());
        }
    }

    @Test
    void driversBillNamesWhatIsShadedAndNoTestLibrary() throws IOException {
        assertThat(components("jdbc-driver/target/colonnade-jdbc-sbom.json"))
                .anyMatch(name -> name.startsWith("flight-core-"))
                .anyMatch(name -> name.startsWith("grpc-okhttp-"))
                .noneMatch(name -> name.startsWith("junit") || name.startsWith("assertj"));
    }

    @Test
    void librariesThatNothingUsesAreNotShipped() throws IOException {
        assertThat(components("server/target/colonnade-server-sbom.json"))
                .noneMatch(name -> name.startsWith("httpclient") || name.startsWith("httpcore"));
    }
}
