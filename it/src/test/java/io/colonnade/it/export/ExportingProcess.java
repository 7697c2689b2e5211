package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.hdfs.HdfsCluster;
import io.colonnade.it.server.JavaCommand;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.HdfsConnection;
import io.colonnade.server.export.destination.HdfsDestination;
import io.colonnade.server.export.destination.LocalDestination;
import io.colonnade.server.export.destination.Publication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that publishes folder after folder, several at a time, until it is killed. */
final class ExportingProcess {
    static final int FOLDERS = 8;

    /** Said once one of the folders is published. */
    private static final String PUBLISHED = "published";

    private static final int FILES = 3;
    private static final int LONGEST = 200_000;

    private ExportingProcess() {}

    /**
     * Runs it in a process of its own, which is killed while it publishes.
     *
     * @param place the URI of the folder that all are in
     * @param errors where it writes what fails
     * @param millis how long it lives once it has published something
     */
    static void runAndKill(String place, Path errors, long millis) throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(ExportingProcess.class.getName(), "-XX:TieredStopAtLevel=1");
        command.add(place);
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo(PUBLISHED);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            assertThat(process.isAlive()).as("it publishes until it is killed").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Begins; the only argument is the URI of the folder that all are in. */
    public static void main(String[] arguments) throws IOException {
        Destination store = store(ExportPath.parse(arguments[0]));
        for (int folder = 0; folder < FOLDERS; folder++) {
            List<String> names = List.of("folder-" + folder);
            new Thread(() -> publishForEver(store, names)).start();
        }
    }

    static Destination store(ExportPath root) throws IOException {
        return root.scheme().equals("file")
                ? new LocalDestination(root)
                : new HdfsDestination(root, new HdfsConnection(new HdfsConnection.User(HdfsCluster.USER), List.of()));
    }

    private static void publishForEver(Destination store, List<String> folder) {
        Random random = new Random();
        try {
            while (true) {
                Optional<FileList> there = store.manifest(folder).map(FileList::read);
                Mode mode = there.isEmpty() ? Mode.NEW : random.nextBoolean() ? Mode.OVERWRITE : Mode.APPEND;
                if (mode == Mode.APPEND && there.orElseThrow().files().size() > 20) {
                    mode = Mode.OVERWRITE;
                }
                publish(store, folder, mode, there, random);
            }
        } catch (IOException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void publish(
            Destination store, List<String> folder, Mode mode, Optional<FileList> there, Random random)
            throws IOException {
        String id = UUID.randomUUID().toString();
        Earlier earlier =
                there.map(list -> new Earlier(list.bytes(), list.names())).orElse(null);
        List<FileList.File> files = new ArrayList<>();
        if (mode == Mode.APPEND) {
            files.addAll(there.orElseThrow().files());
        }
        try (Publication publication = store.begin(folder, mode, id, earlier)) {
            for (int i = 0; i < FILES; i++) {
                String name = "part=" + i + "/" + id + ".txt";
                byte[] content =
                        id.repeat(random.nextInt(LONGEST) / id.length()).getBytes(StandardCharsets.UTF_8);
                try (OutputStream out = publication.create(name)) {
                    out.write(content);
                }
                files.add(FileList.File.of(name, content));
            }
            publication.publish(new FileList(files).bytes());
            System.out.println(PUBLISHED);
        }
    }
}
