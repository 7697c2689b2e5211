package io.colonnade.server.export;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.GovernedBatch;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ExportRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DownloadTest {
    private static final Optional<Principal> NOBODY = Optional.empty();
    private static final Optional<Principal> CLERK = Optional.of(new Principal("eve", Set.of("clerk"), Map.of()));

    private final Download download = new Download();

    private static GovernedBatch batch(String projection, @Nullable ExportRule rule) {
        return new GovernedBatch(projection, "1.0.0", "rows", 0, List.of(), rule);
    }

    private static ExportRule rule(String destination, Set<String> allow, long rows) {
        return new ExportRule(List.of(destination), null, null, null, allow, rows, null);
    }

    @Test
    void nobodysRulesAskForNothing() {
        download.permit(List.of(batch("free", null)), NOBODY);
        download.addRows(Long.MAX_VALUE);
        download.addBytes(Long.MAX_VALUE);
    }

    @Test
    void strangersAreLetThroughOnlyWhereNoRoleIsAskedFor() {
        assertThatCode(() -> download.permit(List.of(batch("a", rule("download", Set.of(), 5))), NOBODY))
                .doesNotThrowAnyException();
        List<GovernedBatch> ofClerks = List.of(batch("b", rule("download", Set.of("clerk"), 5)));
        assertThatThrownBy(() -> download.permit(ofClerks, NOBODY)).hasMessageContaining("your roles");
        assertThatCode(() -> new Download().permit(ofClerks, CLERK)).doesNotThrowAnyException();
    }

    @Test
    void onlyTheWordItselfIsTheDestination() {
        for (String other :
                List.of("Download", "download/", "download/clerks", "download:", "downloads", "file:/download")) {
            assertThatThrownBy(() -> download.permit(List.of(batch("a", rule(other, Set.of(), 5))), CLERK))
                    .as(other)
                    .hasMessageContaining("do not name 'download'");
        }
    }

    @Test
    void leastLimitOfAllQueriesHoldsForTheirRowsTogether() {
        download.permit(List.of(batch("a", rule("download", Set.of(), 5))), CLERK);
        download.addRows(3);
        download.permit(List.of(batch("b", rule("download", Set.of(), 4))), CLERK);
        download.permit(List.of(batch("c", rule("download", Set.of(), 9))), CLERK);
        download.addRows(1);
        assertThatThrownBy(() -> download.addRows(1)).hasMessageContaining("more than 4 rows");
    }
}
