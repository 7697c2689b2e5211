package io.colonnade.query;

import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** An audit log that remembers, and that a test can break. */
final class RecordingAudit implements AuditLog {
    private final List<AuditEvent> events = new ArrayList<>();
    private boolean broken;

    @Override
    public void write(AuditEvent event) {
        if (broken) {
            throw new IllegalStateException("the audit log is full");
        }
        events.add(event);
    }

    void breakDown() {
        broken = true;
    }

    List<AuditEvent> events() {
        return events;
    }

    List<AuditEvent.Kind> kinds() {
        return events.stream().map(AuditEvent::kind).toList();
    }

    AuditEvent last() {
        return events.get(events.size() - 1);
    }
}
