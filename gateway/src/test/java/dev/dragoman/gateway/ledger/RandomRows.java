package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.ledger.SpendRow.Answering;
import dev.dragoman.gateway.ledger.SpendRow.Cached;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.ledger.SpendRow.Times;
import dev.dragoman.gateway.ledger.SpendRow.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Rows of all sorts, the same ones for the same seed. */
final class RandomRows {

    /** The first of the days that rows are of. */
    static final Instant FIRST_DAY = Instant.parse("2026-05-01T00:00:00Z");

    static final int DAYS = 3;

    private final Random random;

    RandomRows(long seed) {
        this.random = new Random(seed);
    }

    List<SpendRow> some(int count) {
        List<SpendRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(one());
        }
        return rows;
    }

    SpendRow one() {
        boolean success = random.nextInt(10) > 0;
        boolean hit = success && random.nextInt(10) == 0;
        long prompt = random.nextInt(1_000);
        long completion = success ? random.nextInt(500) : 0;
        Instant started = FIRST_DAY.plus(Duration.ofSeconds(random.nextInt(DAYS * 86_400)));
        return new SpendRow(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "chatcmpl-" + random.nextInt(1_000_000),
                "call-" + random.nextInt(1_000_000),
                random.nextBoolean() ? "acompletion" : "aembedding",
                random.nextBoolean() ? "/chat/completions" : "/embeddings",
                success,
                success && !hit ? random.nextInt(1_000_000_000) : 0,
                random.nextBoolean(),
                new Payers(
                        named("key", 5), named("user", 4), named("team", 3), named("org", 2), named("end", 6), tags()),
                new Answering(named("model", 3), named("group", 2), "d1", named("provider", 2), "https://vendor"),
                new Tokens(prompt, completion, prompt + completion, random.nextInt(10), random.nextInt(10)),
                new Times(started, started.plusMillis(random.nextInt(10_000)), random.nextBoolean() ? started : null),
                new Cached(hit, hit ? "cache-key" : ""),
                named("session", 10),
                "10.0.0.1",
                success ? "{\"user_api_key_alias\":\"ci\"}" : "{\"error_information\":{\"error_code\":\"429\"}}",
                random.nextBoolean() ? List.of() : List.of("key", "k\u00e9\ud83d\ude00", "", ""));
    }

    private String named(String stem, int count) {
        int number = random.nextInt(count + 1);
        return number == 0 ? "" : stem + number;
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add("tag" + i);
        }
        return tags;
    }
}
