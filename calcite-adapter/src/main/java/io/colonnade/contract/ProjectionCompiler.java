package io.colonnade.contract;

import io.colonnade.contract.ProjectionDraft.BatchDraft;
import io.colonnade.contract.ProjectionDraft.FilterDraft;
import io.colonnade.contract.ProjectionDraft.MaskDraft;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.Suggestion;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.source.Source;
import io.colonnade.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns projection files into checked contracts, at start and for {@code colonnade check}. Everything that is wrong
 * with any of the files is gathered, with file and line, before the one failure. Thread-safe.
 */
public final class ProjectionCompiler {
    private final FilterChecker filterChecker;
    private final MaskChecker maskChecker;

    /**
     * Creates a compiler.
     *
     * @param filterChecker has row filters parsed and type-checked by the query road
     * @param maskChecker knows the masks that the deployment can put on
     */
    public ProjectionCompiler(FilterChecker filterChecker, MaskChecker maskChecker) {
        this.filterChecker = filterChecker;
        this.maskChecker = maskChecker;
    }

    /**
     * Compiles one file, or every projection file of a directory.
     *
     * @param sources the deployment's sources by the names that projections use
     * @throws ColonnadeException INVALID_CONFIGURATION with all that is wrong
     */
    public Contracts compile(Path path, Map<String, Source> sources) {
        Problems problems = new Problems();
        ProjectionFiles files = ProjectionFiles.read(path, problems);
        ProjectionReader reader = new ProjectionReader(problems);
        List<ProjectionDraft> drafts = files.files().stream()
                .flatMap(file -> reader.read(file).stream())
                .toList();
        new DraftChecks(problems).check(drafts);
        drafts.forEach(draft -> checkMasks(draft, problems));
        Set<String> unreachable = new HashSet<>();
        List<Projection> projections = new ArrayList<>();
        for (ProjectionDraft draft : drafts) {
            source(draft, sources, problems)
                    .filter(source -> !unreachable.contains(source.name()))
                    .ifPresent(source -> projections.add(compile(draft, source, problems, unreachable)));
        }
        problems.throwIfAny("Cannot use the projections");
        return new Contracts(MajorVersions.named(projections), files.fingerprint());
    }

    private static Optional<Source> source(ProjectionDraft draft, Map<String, Source> sources, Problems problems) {
        Source source = sources.get(draft.source());
        if (source == null && !draft.source().isEmpty()) {
            problems.add(
                    draft.sourceLocation(),
                    "Unknown source '" + draft.source() + "'" + Suggestion.hint(draft.source(), sources.keySet()));
        }
        return Optional.ofNullable(source);
    }

    private Projection compile(ProjectionDraft draft, Source source, Problems problems, Set<String> unreachable) {
        SourceChecks checks = new SourceChecks(source, problems);
        List<Batch> batches = new ArrayList<>();
        try {
            for (BatchDraft batch : draft.batches()) {
                checks.compile(batch).ifPresent(batches::add);
            }
        } catch (ColonnadeException e) {
            unreachable.add(source.name());
            problems.add(draft.sourceLocation(), e.getMessage());
        }
        Projection projection = projection(draft, batches);
        checkFilters(draft, projection, problems);
        return projection;
    }

    private void checkMasks(ProjectionDraft draft, Problems problems) {
        for (MaskDraft mask : draft.masks()) {
            if (mask.mask() != null) {
                try {
                    maskChecker.check(mask.mask());
                } catch (ColonnadeException e) {
                    problems.add(mask.location(), e.clientMessage());
                }
            }
        }
    }

    private void checkFilters(ProjectionDraft draft, Projection projection, Problems problems) {
        Set<Object> alreadyAtFault = new HashSet<>();
        problems.found().forEach(problem -> alreadyAtFault.add(problem.location()));
        for (FilterDraft filter : draft.filters()) {
            Optional<Batch> batch = projection.batch(filter.filter().batch());
            if (batch.isPresent() && !alreadyAtFault.contains(filter.location())) {
                try {
                    filterChecker.check(projection, batch.get(), filter.filter());
                } catch (ColonnadeException e) {
                    problems.add(filter.location(), e.clientMessage());
                }
            }
        }
    }

    private static Projection projection(ProjectionDraft draft, List<Batch> batches) {
        List<MaskRule> masks = new ArrayList<>();
        for (MaskDraft mask : draft.masks()) {
            if (mask.mask() != null) {
                masks.add(new MaskRule(mask.batch(), mask.column(), mask.mask(), mask.unless()));
            }
        }
        return new Projection(
                draft.name(),
                draft.version(),
                draft.stability(),
                draft.description(),
                draft.source(),
                batches,
                new ProjectionPolicy(
                        draft.name(),
                        draft.grant(),
                        draft.filters().stream().map(FilterDraft::filter).toList(),
                        masks),
                draft.deprecation(),
                draft.export());
    }
}
