package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What kind of limit a key has. One that is guaranteed is refused where the keys of its team or organization would together have more than
 * that has; one that is dynamic holds only while the model has failed lately.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/dynamic_rate_limit">LiteLLM: kinds of limits</a>
 */
final class Throughput {

    private static final String USUAL = "best_effort_throughput";
    private static final String GUARANTEED = "guaranteed_throughput";
    private static final String DYNAMIC = "dynamic";
    private static final int MOST = 100_000;

    private Throughput() {}

    /** Whether requests, or tokens, of a document are limited only while there is trouble. */
    static boolean isDynamic(JsonObject document, String counted) {
        return DYNAMIC.equals(kind(document, counted));
    }

    /**
     * Refuses a key that is promised what is not there.
     *
     * @param id the key's hash; null for a new one
     */
    static void check(Desk desk, @Nullable String id, JsonObject document) {
        check(desk, id, document, "rpm");
        check(desk, id, document, "tpm");
    }

    private static void check(Desk desk, @Nullable String id, JsonObject document, String counted) {
        String kind = kind(document, counted);
        if (kind != null && !List.of(USUAL, GUARANTEED, DYNAMIC).contains(kind)) {
            throw Schema.wrong(counted + "_limit_type", Schema.cut(kind), USUAL + ", " + GUARANTEED + " or " + DYNAMIC);
        }
        Long limit = document.integer(counted + "_limit");
        if (!GUARANTEED.equals(kind) || limit == null) {
            return;
        }
        String team = document.string("team_id");
        String organization = document.string("organization_id");
        if (team != null) {
            promised(
                    desk,
                    id,
                    limit,
                    counted,
                    "team",
                    desk.locked(Table.TEAM, team),
                    RecordQuery.all().team(team));
        }
        if (organization != null) {
            StoredRecord owner = desk.locked(Table.ORGANIZATION, organization);
            promised(
                    desk,
                    id,
                    limit,
                    counted,
                    "organization",
                    owner,
                    RecordQuery.all().organization(organization));
        }
    }

    private static void promised(
            Desk desk,
            @Nullable String id,
            long limit,
            String counted,
            String title,
            @Nullable StoredRecord owner,
            RecordQuery keys) {
        Long most = owner == null ? null : owner.document().integer(counted + "_limit");
        if (most == null) {
            return;
        }
        long others = 0;
        for (StoredRecord key : desk.records().list(Table.KEY, keys.page(MOST, 0))) {
            Long other = key.document().integer(counted + "_limit");
            others += key.id().equals(id) || other == null ? 0 : other;
        }
        if (others + limit > most) {
            String word = counted.toUpperCase(Locale.ROOT);
            throw Schema.refused(
                    "Allocated " + word + " limit=" + others + " + Key " + word + " limit=" + limit
                            + " is greater than " + title + " " + word + " limit=" + most,
                    counted + "_limit");
        }
    }

    private static @Nullable String kind(JsonObject document, String counted) {
        String name = counted + "_limit_type";
        JsonObject metadata = document.object("metadata");
        String told = metadata == null ? null : metadata.string(name);
        return told == null ? document.string(name) : told;
    }
}
