package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.authentication.CurrentUsers;
import io.colonnade.security.authentication.Users;
import io.colonnade.security.authentication.UsersFile;
import io.colonnade.server.watch.WatchedFiles;
import io.colonnade.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of a file, as new as the file is, until this is closed. */
final class FollowedUsers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedUsers.class);

    private final Path file;
    private final WatchedFiles watch;
    private final CurrentUsers users;

    private FollowedUsers(Path file, WatchedFiles watch) {
        this.file = file;
        this.watch = watch;
        this.users = new CurrentUsers(parse(watch.first()));
    }

    /**
     * Reads the users of a file, and begins to watch it.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION with everything that is wrong with it
     */
    static FollowedUsers of(Path file) {
        try {
            FollowedUsers followed = new FollowedUsers(file, WatchedFiles.read("users", List.of(file)));
            followed.watch.follow(followed::take);
            return followed;
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot use the users file: " + file + " cannot be read");
        }
    }

    CurrentUsers users() {
        return users;
    }

    private void take(List<byte[]> contents) {
        Users next = parse(contents);
        Users.Difference difference = next.since(users.get());
        users.become(next);
        LOG.info(
                "{} has changed; its users hold from now on: {} in all, {} added, {} removed, {} changed",
                file,
                next.size(),
                difference.added(),
                difference.removed(),
                difference.changed());
    }

    private Users parse(List<byte[]> contents) {
        Problems problems = new Problems();
        Users parsed = UsersFile.parse(file, contents.get(0), problems);
        problems.throwIfAny("Cannot use the users file");
        return parsed;
    }

    @Override
    public void close() {
        watch.close();
    }
}
