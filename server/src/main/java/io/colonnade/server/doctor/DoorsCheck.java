package io.colonnade.server.doctor;

import io.colonnade.finding.Finding;
import io.colonnade.finding.Findings;
import io.colonnade.server.config.Configuration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whether what goes through the doors can be read on the way. */
final class DoorsCheck {
    private DoorsCheck() {}

    static List<Finding> of(Configuration configuration) {
        Findings findings = new Findings("server");
        door(
                "server.flight",
                configuration.server().flight().host(),
                configuration.server().flight().tls().isPresent(),
                findings);
        door(
                "server.http",
                configuration.server().http().host(),
                configuration.server().http().tls().isPresent(),
                findings);
        findings.okUnlessFound("doors", "what leaves this machine is encrypted, or nothing leaves it");
        return findings.found();
    }

    private static void door(String key, String host, boolean encrypted, Findings findings) {
        if (!encrypted && !isLoopback(host)) {
            findings.warning(
                    "doors",
                    key + " listens on " + host + " without TLS",
                    "passwords, tokens and rows cross the network as they are",
                    "set " + key
                            + ".tls.certificate and .key, or put a proxy with TLS before it and listen on 127.0.0.1");
        }
    }

    /** A name that nobody knows here is not this machine. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
