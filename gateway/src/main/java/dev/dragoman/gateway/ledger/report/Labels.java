package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documents of keys, teams and others, by which reports name them; also of those that were deleted. Confined to one thread. */
final class Labels {

    private static final int AT_ONCE = 500;

    private final Records records;

    Labels(Session session) {
        this.records = new Records(session);
    }

    /** The keys of these hashes, as far as they are known. */
    Map<String, JsonObject> keys(Collection<String> hashes) {
        return found(Set.copyOf(hashes), Table.DELETED_KEY, Table.FORMER_KEY, Table.KEY);
    }

    /** The teams of these ids, as far as they are known. */
    Map<String, JsonObject> teams(Collection<String> ids) {
        return found(Set.copyOf(ids), Table.DELETED_TEAM, Table.TEAM);
    }

    /** Those of a kind with these ids. */
    Map<String, JsonObject> of(Table table, Collection<String> ids) {
        return found(Set.copyOf(ids), table);
    }

    private Map<String, JsonObject> found(Set<String> ids, Table... tables) {
        Map<String, JsonObject> found = new HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            for (Table table : tables) {
                for (StoredRecord record : records.list(table, RecordQuery.all().ids(some))) {
                    found.put(record.id(), record.document());
                }
            }
        }
        return found;
    }

    /** The hashes of keys with this alias, those that were deleted included. */
    List<String> keysNamed(String alias) {
        return List.of(Table.KEY, Table.DELETED_KEY, Table.FORMER_KEY).stream()
                .flatMap(table ->
                        records.list(table, RecordQuery.all().alias(alias).page(AT_ONCE, 0)).stream())
                .map(StoredRecord::id)
                .toList();
    }
}
