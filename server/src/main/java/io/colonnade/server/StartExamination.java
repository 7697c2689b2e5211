package io.colonnade.server;

import io.colonnade.finding.Finding;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.doctor.Doctor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what the doctor finds wrong, once the doors are open. It runs beside the server, which neither waits for it
 * nor depends on it.
 */
final class StartExamination implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartExamination.class);
    private static final long LONGEST_END_MILLIS = 5_000;

    private final Thread thread;

    StartExamination(Configuration configuration, Deployment deployment) {
        thread = new Thread(() -> run(configuration, deployment), "examination");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private static void run(Configuration configuration, Deployment deployment) {
        try {
            List<Finding> found = new ArrayList<>(Doctor.ofConfiguration(configuration));
            found.addAll(Doctor.ofProjections(deployment.contracts()));
            found.addAll(Doctor.ofSources(deployment.sources().values(), deployment.contracts()));
            if (!Thread.currentThread().isInterrupted()) {
                found.forEach(StartExamination::say);
            }
        } catch (RuntimeException e) {
            LOG.debug("The examination of the deployment broke off", e);
        }
    }

    private static void say(Finding finding) {
        switch (finding.severity()) {
            case ERROR -> LOG.error("{}", finding.text());
            case WARNING -> LOG.warn("{}", finding.text());
            case INFO, OK -> LOG.debug("{}", finding);
        }
    }

    /** Waits until it no longer uses the sources, which are closed next. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
