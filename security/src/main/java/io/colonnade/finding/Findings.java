package io.colonnade.finding;

import java.util.ArrayList;
import java.util.List;

/** The findings about one subject, gathered check by check. Used by one thread. */
public final class Findings {
    private final String subject;
    private final List<Finding> found = new ArrayList<>();

    /** Begins without a finding. */
    public Findings(String subject) {
        this.subject = subject;
    }

    /** Notes that what Colonnade promises can fail to hold. */
    public void error(String check, String what, String why, String remedy) {
        found.add(new Finding(Severity.ERROR, check, subject, what, why, remedy));
    }

    /** Notes what should be mended. */
    public void warning(String check, String what, String why, String remedy) {
        found.add(new Finding(Severity.WARNING, check, subject, what, why, remedy));
    }

    /** Notes what is worth knowing. */
    public void info(String check, String what, String why) {
        found.add(new Finding(Severity.INFO, check, subject, what, why, ""));
    }

    /** Notes that a check found nothing wrong, unless it has found something. */
    public void okUnlessFound(String check, String what) {
        if (found.stream().noneMatch(finding -> finding.check().equals(check))) {
            found.add(new Finding(Severity.OK, check, subject, what, "", ""));
        }
    }

    /** Returns what was found, in the order in which it was found. */
    public List<Finding> found() {
        return List.copyOf(found);
    }
}
