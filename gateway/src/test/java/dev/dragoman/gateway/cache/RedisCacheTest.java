package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.ask;
import static dev.dragoman.gateway.cache.Cached.header;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.json.Json;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in a real Redis. */
final class RedisCacheTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAreSharedByGateways(boolean stream) {
        try (RedisServer redis = RedisServer.start();
                Cached one = at(redis.port());
                Cached other = at(redis.port())) {
            String question = Cached.question("openai", stream, "Hi");
            HttpResponse<String> first = one.chat(question);
            HttpResponse<String> again = one.chat(question);
            HttpResponse<String> there = other.chat(question);

            assertThat(isHit(again)).isTrue();
            assertThat(isHit(there))
                    .as("ids of deployments differ, names do not")
                    .isTrue();
            assertThat(there.body()).isEqualTo(first.body());
            assertThat(header(there, "x-litellm-response-cost")).isEqualTo("0");
            assertThat(other.asked()).isZero();
        }
    }

    @Test
    void requestsThatRunOnTheEventLoopMayWaitForIt() {
        try (RedisServer redis = RedisServer.start();
                Cached cached = Cached.with(
                        "type: redis, host: 127.0.0.1, port: " + redis.port(),
                        "dragoman_settings: {scheduler: event_loop}\n")) {
            cached.chat(ask("Hi"));
            assertThat(isHit(cached.chat(ask("Hi")))).isTrue();
            redis.freeze();
            assertThat(cached.chat(ask("Hi")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyThatIsDeletedIsForgotten() {
        try (RedisServer redis = RedisServer.start();
                Cached cached = at(redis.port())) {
            String key = header(cached.chat(ask("Hi")), "x-litellm-cache-key");
            assertThat(isHit(cached.chat(ask("Hi")))).isTrue();

            HttpResponse<String> deleted = cached.gateway.post("/cache/delete", "{\"keys\":[\"" + key + "\"]}");

            assertThat(deleted.body()).isEqualTo("{\"status\":\"success\"}");
            assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
        }
    }

    @Test
    void operatorsSeeAndEmptyIt() {
        try (RedisServer redis = RedisServer.start();
                Cached cached = at(redis.port())) {
            assertThat(cached.gateway.get("/cache/ping").body())
                    .contains("\"status\":\"healthy\"", "\"cache_type\":\"redis\"");
            String info = cached.gateway.get("/cache/redis/info").body();
            assertThat(Json.parseObject(info).integer("num_clients")).isPositive();
            assertThat(info).contains("\"redis_version\":", "\"addr\":");
            cached.chat(ask("Hi"));
            assertThat(cached.gateway.post("/cache/flushall", "").statusCode()).isEqualTo(200);
            assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
        }
    }

    @Test
    void withoutRedisCallsWorkAndOperatorsHearOfIt() {
        int port = RedisServer.freePort();
        try (Cached cached = at(port)) {
            assertThat(cached.chat(ask("Hi")).statusCode()).isEqualTo(200);
            assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
            assertThat(cached.gateway.get("/health/readiness/details").body())
                    .contains("\"cache\":\"redis\"", "\"cache_status\":\"degraded\"", "cannot connect");
            assertThat(cached.gateway.get("/metrics").body())
                    .contains("dragoman_cache_up{type=\"redis\"} 0.0")
                    .contains("dragoman_cache_failures_total{operation=\"read\",type=\"redis\"}");
            assertThat(cached.gateway.get("/cache/ping").statusCode()).isEqualTo(503);
            try (RedisServer redis = RedisServer.startOn(port)) {
                assertThat(redis.port()).isEqualTo(port);
                await(() -> cached.gateway.get("/cache/ping").statusCode() == 200);
                cached.chat(ask("Hi"));
                assertThat(isHit(cached.chat(ask("Hi")))).isTrue();
            }
        }
    }

    @Test
    void aFrozenRedisFailsNoCallAndIsLeftAlone() {
        try (RedisServer redis = RedisServer.start();
                Cached cached = at(redis.port())) {
            cached.chat(ask("Hi"));
            redis.freeze();
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = cached.chat(ask("Hi"));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(isHit(answer)).isFalse();
            }
            assertThat(cached.gateway.get("/health/readiness/details").body()).contains("does not answer in time");
            redis.thaw();
            await(() -> isHit(cached.chat(ask("Hi"))));
        }
    }

    private static Cached at(int port) {
        return Cached.with("type: redis, host: 127.0.0.1, port: " + port);
    }

    private static void await(BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
