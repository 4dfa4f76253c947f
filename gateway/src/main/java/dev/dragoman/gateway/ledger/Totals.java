package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.store.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rows add to the sums of ever. Confined to one thread. */
final class Totals {

    private static final Rows UPSERT = new Rows(
            "INSERT INTO spend_total (level, id, spend, requests, last_at) VALUES ",
            " ON CONFLICT (level, id) DO UPDATE SET spend = spend_total.spend + excluded.spend,"
                    + " requests = spend_total.requests + excluded.requests, last_at = CASE WHEN excluded.last_at >"
                    + " spend_total.last_at THEN excluded.last_at ELSE spend_total.last_at END",
            5);

    private final Map<Key, Sum> sums = new HashMap<>();

    private record Key(String level, String id) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::level).thenComparing(Key::id);

        /** The order in which everyone locks them. */
        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {

        long spend;
        long requests;
        long last;
    }

    void add(SpendRow row) {
        Payers payers = row.payers();
        add(SpendLevel.GLOBAL, SpendLevel.EVERYTHING, row);
        add(SpendLevel.KEY, payers.key(), row);
        add(SpendLevel.USER, payers.user(), row);
        add(SpendLevel.TEAM, payers.team(), row);
        add(SpendLevel.ORGANIZATION, payers.organization(), row);
        add(SpendLevel.END_USER, payers.endUser(), row);
        if (!payers.team().isEmpty() && !payers.user().isEmpty()) {
            add(SpendLevel.TEAM_MEMBER, payers.team() + ":" + payers.user(), row);
        }
        payers.tags().forEach(tag -> add(SpendLevel.TAG, tag, row));
        add(SpendLevel.MODEL, row.answering().model(), row);
        add(SpendLevel.PROVIDER, row.answering().provider(), row);
    }

    private void add(SpendLevel level, String id, SpendRow row) {
        if (!id.isEmpty()) {
            Sum sum = sums.computeIfAbsent(new Key(level.word(), id), key -> new Sum());
            sum.spend += row.spend();
            sum.requests++;
            sum.last = Math.max(sum.last, row.times().ended().toEpochMilli());
        }
    }

    void write(Session session) {
        List<@Nullable Object[]> values = new ArrayList<>(sums.size());
        sums.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Sum sum = entry.getValue();
            values.add(
                    new @Nullable Object[] {entry.getKey().level, entry.getKey().id, sum.spend, sum.requests, sum.last
                    });
        });
        UPSERT.write(session, values);
    }
}
