package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar that users drop into their tools, and what is not. */
class ShadedJarIT {
    private static final Pattern ALLOWED = Pattern.compile("module-info\\.class"
            + "|io/|io/colonnade/|io/colonnade/jdbc/([^.]*|.*\\.class|metadata/driver\\.properties)"
            + "|META-INF/|META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)|META-INF/licenses/(protobuf)?"
            + "|META-INF/services/(java\\.sql\\.Driver|io\\.colonnade\\.jdbc\\.shaded\\..*)?");
    private static final long MOST_BYTES = 12_000_000;
    private static final int JAVA_11 = 55;
    private static final String SHADED = "io/colonnade/jdbc/shaded/";

    /** Where the classes of a library are, below the shaded package, and what the notice calls it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com/google/common", "Guava",
            "com/google/flatbuffers", "FlatBuffers",
            "com/google/gson", "Gson",
            "com/google/protobuf", "Protocol Buffers",
            "com/google/thirdparty/publicsuffix", "Guava",
            "io/grpc", "gRPC",
            "io/perfmark", "PerfMark",
            "kotlin", "Kotlin standard library",
            "okio", "Okio",
            "org/apache/arrow", "Apache Arrow");

    /** What class files call by a name that a host could answer to: nothing but the JDK and this driver. */
    private static final Pattern NAME_OF_A_LIBRARY = Pattern.compile(
            "(com|io|net|org|android|androidx|ch|dalvik|kotlin|kotlinx|libcore|okhttp3|okio|reactor)\\.\\w+(\\.[\\w$]+)+");

    private static final Pattern OWN_NAME = Pattern.compile("io\\.colonnade\\..*|com\\.sun\\.jndi\\..*");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(ChildJvm.JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void everyEntryIsOnTheAllowList() throws IOException {
        assertThat(jar.stream().map(ZipEntry::getName))
                .contains("META-INF/LICENSE", "module-info.class", "io/colonnade/jdbc/ColonnadeDriver.class")
                .allMatch(ALLOWED.asMatchPredicate());
        assertThat(Files.size(ChildJvm.JAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void itNamesEveryLibraryInItAndHoldsItsLicence() throws IOException {
        String notice = text("META-INF/NOTICE");
        assertThat(LIBRARIES.values()).allMatch(notice::contains);
        assertThat(jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith(SHADED) && name.endsWith(".class"))
                        .map(name -> name.substring(SHADED.length()))
                        .filter(name -> LIBRARIES.keySet().stream().noneMatch(name::startsWith)))
                .isEmpty();
        assertThat(text("META-INF/LICENSE"))
                .isEqualTo(Files.readString(ChildJvm.JAR.getParent().getParent().resolveSibling("LICENSE")));
        assertThat(text("META-INF/licenses/protobuf")).contains("Redistributions in binary form must reproduce");
    }

    @Test
    void servicesNameClassesThatAreThere() throws IOException {
        var services = jar.stream()
                .filter(entry -> entry.getName().startsWith("META-INF/services/") && !entry.isDirectory())
                .toList();
        assertThat(services).isNotEmpty();
        for (JarEntry service : services) {
            assertThat(text(service.getName())
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(name -> name.trim().replace('.', '/') + ".class"))
                    .allMatch(name -> jar.getEntry(name) != null);
        }
    }

    @Test
    void everyClassIsReadByJava11AndNoneIsForOneReleaseAlone() throws IOException {
        for (JarEntry entry : classes()) {
            try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                in.readInt();
                in.readUnsignedShort();
                assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_11);
            }
        }
        assertThat(jar.isMultiRelease()).isFalse();
    }

    @Test
    void noClassAsksForALibraryOfTheHostByName() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        for (JarEntry entry : classes()) {
            try (InputStream in = jar.getInputStream(entry)) {
                asked.addAll(ClassFileStrings.of(in).stream()
                        .filter(NAME_OF_A_LIBRARY.asMatchPredicate())
                        .filter(OWN_NAME.asMatchPredicate().negate())
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(asked).isEmpty();
    }

    private List<JarEntry> classes() {
        return jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
    }

    private String text(String entry) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
