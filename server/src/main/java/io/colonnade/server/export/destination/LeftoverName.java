package io.colonnade.server.export.destination;

import java.util.Optional;

/**
 * The name of a folder of Colonnade's own beside the one that an export is published in: {@code .colonnade-ID.part.NAME} has files that
 * are not published yet, {@code .colonnade-ID.old.NAME} those whose place was taken.
 *
 * @param id the export's
 * @param stage whether it has new files
 * @param target the name of the folder that it stands beside
 */
record LeftoverName(String id, boolean stage, String target) {
    /** In a stage whose files go into a folder one by one: the names of those that may be there already. */
    static final String MOVED = ".colonnade-moved";

    private static final String PART = ".part.";
    private static final String OLD = ".old.";

    static Optional<LeftoverName> of(String name) {
        int end = name.indexOf('.', ExportPath.OWN.length());
        if (end < 0 || !name.startsWith(ExportPath.OWN)) {
            return Optional.empty();
        }
        String id = name.substring(ExportPath.OWN.length(), end);
        String rest = name.substring(end);
        if (rest.startsWith(PART)) {
            return Optional.of(new LeftoverName(id, true, rest.substring(PART.length())));
        }
        return rest.startsWith(OLD)
                ? Optional.of(new LeftoverName(id, false, rest.substring(OLD.length())))
                : Optional.empty();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return ExportPath.OWN + id + (stage ? PART : OLD) + target;
    }
}
