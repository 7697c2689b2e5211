package io.colonnade.server.export.destination;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a cluster: logged in when it is first asked, and again before a ticket runs out. Hadoop knows one kind of login in a process,
 * so that those of two destinations are of the same kind. Thread-safe.
 */
final class HdfsLogin {
    private final HdfsConnection.Login login;
    private final Configuration settings;
    private @Nullable UserGroupInformation user;

    HdfsLogin(HdfsConnection.Login login, Configuration settings) {
        this.login = login;
        this.settings = settings;
    }

    /** Returns the user, whose ticket is good for a while. */
    synchronized UserGroupInformation user() throws IOException {
        UserGroupInformation known = user == null ? logIn() : user;
        known.checkTGTAndReloginFromKeytab();
        user = known;
        return known;
    }

    private UserGroupInformation logIn() throws IOException {
        UserGroupInformation.setConfiguration(settings);
        if (login instanceof HdfsConnection.Keytab keytab) {
            return UserGroupInformation.loginUserFromKeytabAndReturnUGI(
                    keytab.principal(), keytab.file().toString());
        }
        return UserGroupInformation.createRemoteUser(((HdfsConnection.User) login).name());
    }
}
