package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.JsonObject;

/** What was asked and spent, summed up. Confined to one thread. */
final class Metrics {

    private long spend;
    private long prompt;
    private long completion;
    private long cacheRead;
    private long cacheCreation;
    private long requests;
    private long successful;
    private long failed;

    void add(Row row) {
        spend += row.number("spend");
        prompt += row.number("prompt_tokens");
        completion += row.number("completion_tokens");
        cacheRead += row.number("cache_read_tokens");
        cacheCreation += row.number("cache_creation_tokens");
        requests += row.number("requests");
        successful += row.number("successful");
        failed += row.number("failed");
    }

    /** As a day, or a part of one, is told. */
    JsonObject told() {
        return JsonObject.builder()
                .put("spend", SpendFacts.dollars(spend))
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("cache_read_input_tokens", cacheRead)
                .put("cache_creation_input_tokens", cacheCreation)
                .put("total_tokens", prompt + completion)
                .put("successful_requests", successful)
                .put("failed_requests", failed)
                .put("api_requests", requests)
                .build();
    }

    /** As the whole report is told. */
    JsonObject.Builder total() {
        return JsonObject.builder()
                .put("total_spend", SpendFacts.dollars(spend))
                .put("total_prompt_tokens", prompt)
                .put("total_completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put("total_api_requests", requests)
                .put("total_successful_requests", successful)
                .put("total_failed_requests", failed)
                .put("total_cache_read_input_tokens", cacheRead)
                .put("total_cache_creation_input_tokens", cacheCreation);
    }
}
