package io.colonnade.server.export.destination;

import java.io.IOException;
import java.util.List;
import javax.security.sasl.SaslException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.hdfs.protocol.NSQuotaExceededException;
import org.apache.hadoop.hdfs.protocol.SnapshotAccessControlException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.KerberosAuthException;
import org.apache.hadoop.security.authorize.AuthorizationException;

/** What the answers of a cluster mean when they are no success. */
final class HdfsErrors {
    /** Answers that will be the same tomorrow: rights, quotas, and credentials that are none. */
    private static final List<Class<? extends IOException>> REFUSALS = List.of(
            AccessControlException.class,
            AuthorizationException.class,
            DSQuotaExceededException.class,
            NSQuotaExceededException.class,
            SnapshotAccessControlException.class,
            KerberosAuthException.class,
            SaslException.class);

    private HdfsErrors() {}

    /** Returns what has failed: a refusal, if the cluster or whoever logs in to it has said no. */
    static IOException of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return new StoreRefusalException("The cluster refuses: " + firstLine(cause));
            }
        }
        return failure;
    }

    private static boolean isRefusal(Throwable cause) {
        return REFUSALS.stream().anyMatch(refusal -> is(cause, refusal));
    }

    /** Returns whether a cluster has answered with an error of a class, of which its client need not have made one again. */
    static boolean is(Throwable failure, Class<? extends IOException> kind) {
        return kind.isInstance(failure)
                || failure instanceof RemoteException remote && kind.getName().equals(remote.getClassName());
    }

    /** Behind it there is the cluster's stack. */
    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
