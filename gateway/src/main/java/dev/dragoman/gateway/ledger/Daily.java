package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.store.Session;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What rows add to the sums by day. Confined to one thread. */
final class Daily {

    private static final String COLUMNS =
            "dimension, entity, day, api_key, model, model_group, provider, endpoint, spend,"
                    + " prompt_tokens, completion_tokens, cache_read_tokens, cache_creation_tokens, requests, successful, failed";
    private static final Rows UPSERT = new Rows(
            "INSERT INTO daily_spend (" + COLUMNS + ") VALUES ",
            " ON CONFLICT (dimension, entity, day, api_key, model, model_group, provider, endpoint) DO UPDATE SET"
                    + " spend = daily_spend.spend + excluded.spend,"
                    + " prompt_tokens = daily_spend.prompt_tokens + excluded.prompt_tokens,"
                    + " completion_tokens = daily_spend.completion_tokens + excluded.completion_tokens,"
                    + " cache_read_tokens = daily_spend.cache_read_tokens + excluded.cache_read_tokens,"
                    + " cache_creation_tokens = daily_spend.cache_creation_tokens + excluded.cache_creation_tokens,"
                    + " requests = daily_spend.requests + excluded.requests,"
                    + " successful = daily_spend.successful + excluded.successful,"
                    + " failed = daily_spend.failed + excluded.failed",
            16);

    private final Map<Key, Sum> sums = new HashMap<>();

    private record Key(
            String dimension,
            String entity,
            String day,
            String apiKey,
            String model,
            String group,
            String provider,
            String endpoint)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::dimension)
                .thenComparing(Key::entity)
                .thenComparing(Key::day)
                .thenComparing(Key::apiKey)
                .thenComparing(Key::model)
                .thenComparing(Key::group)
                .thenComparing(Key::provider)
                .thenComparing(Key::endpoint);

        /** The order in which everyone locks them. */
        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {

        long spend;
        long prompt;
        long completion;
        long cacheRead;
        long cacheCreation;
        long requests;
        long successful;

        void add(SpendRow row) {
            spend += row.spend();
            prompt += row.tokens().prompt();
            completion += row.tokens().completion();
            cacheRead += row.tokens().cacheRead();
            cacheCreation += row.tokens().cacheCreation();
            requests++;
            successful += row.success() ? 1 : 0;
        }
    }

    void add(SpendRow row) {
        dimensions(
                row,
                (dimension, entity) -> sums.computeIfAbsent(key(row, dimension, entity), key -> new Sum())
                        .add(row));
    }

    /** Is told what a row counts for. */
    private interface Counted {

        void in(Dimension dimension, String entity);
    }

    private static void dimensions(SpendRow row, Counted counted) {
        Payers payers = row.payers();
        counted.in(Dimension.USER, payers.user());
        counted.in(Dimension.TEAM, payers.team());
        counted.in(Dimension.CALL_TYPE, row.callType());
        filled(payers.organization(), id -> counted.in(Dimension.ORGANIZATION, id));
        filled(payers.endUser(), id -> counted.in(Dimension.END_USER, id));
        filled(payers.endUser(), id -> counted.in(Dimension.TEAM_END_USER, Dimension.pair(payers.team(), id)));
        payers.tags().forEach(tag -> counted.in(Dimension.TAG, tag));
        if (row.cached().hit()) {
            counted.in(Dimension.CACHE_HIT, row.callType());
        }
        if (!row.success()) {
            counted.in(
                    Dimension.FAILURE,
                    Dimension.pair(row.failureStatus(), row.answering().deployment()));
        }
    }

    private static void filled(String id, Consumer<String> then) {
        if (!id.isEmpty()) {
            then.accept(id);
        }
    }

    private static Key key(SpendRow row, Dimension dimension, String entity) {
        LocalDate day = LocalDate.ofInstant(row.times().started(), ZoneOffset.UTC);
        return new Key(
                dimension.word(),
                entity,
                day.toString(),
                row.payers().key(),
                row.answering().model(),
                row.answering().group(),
                row.answering().provider(),
                row.endpoint());
    }

    void write(Session session) {
        List<@Nullable Object[]> values = new ArrayList<>(sums.size());
        sums.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Key key = entry.getKey();
            Sum sum = entry.getValue();
            values.add(new @Nullable Object[] {
                key.dimension,
                key.entity,
                key.day,
                key.apiKey,
                key.model,
                key.group,
                key.provider,
                key.endpoint,
                sum.spend,
                sum.prompt,
                sum.completion,
                sum.cacheRead,
                sum.cacheCreation,
                sum.requests,
                sum.successful,
                sum.requests - sum.successful
            });
        });
        UPSERT.write(session, values);
    }
}
