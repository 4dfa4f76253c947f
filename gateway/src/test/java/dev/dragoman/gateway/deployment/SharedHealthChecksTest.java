package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance checks the models, the others take up what it found. */
final class SharedHealthChecksTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final byte[] TURN = Redis.bytes("dragoman:health:turn");
    private static final String HOURLY = "health_check_interval: 1h";

    private final FakeOpenAi bad = FakeOpenAi.start();
    private final FakeOpenAi good = FakeOpenAi.start();
    private final RedisServer redis = RedisServer.start();

    SharedHealthChecksTest() {
        bad.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        good.answersWith(call -> Answer.text("well"));
    }

    @AfterEach
    void stop() {
        bad.close();
        good.close();
        redis.close();
    }

    @Test
    void oneRoundIsEnoughForAll() {
        try (BareGateway one = gateway(HOURLY);
                BareGateway other = gateway(HOURLY);
                BareGateway third = gateway(HOURLY)) {
            for (BareGateway each : List.of(one, other, third)) {
                assertThat(each.get("/health").body())
                        .as("each waits for the round")
                        .contains("\"healthy_count\":1", "\"unhealthy_count\":1");
                assertThat(each.get("/health/latest").body())
                        .contains("\"status\":\"healthy\"", "\"status\":\"unhealthy\"");
            }

            assertThat(bad.requests()).hasSize(1);
            assertThat(good.requests()).hasSize(1);
        }
    }

    @Test
    void whoFailedAnothersCheckIsLeftOutEverywhere() {
        try (BareGateway one = gateway(HOURLY);
                BareGateway other = gateway(HOURLY)) {
            one.get("/health");
            other.get("/health");
            for (int i = 0; i < 30; i++) {
                assertThat(one.post("/v1/chat/completions", Gateway.question("routed", false))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(other.post("/v1/chat/completions", Gateway.question("routed", false))
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(bad.requests()).as("the check alone").hasSize(1);
            assertThat(good.requests()).hasSize(61);
        }
    }

    @Test
    void roundsGoOnOneAfterTheOther() {
        try (BareGateway one = gateway("health_check_interval: 1s");
                BareGateway other = gateway("health_check_interval: 1s")) {
            until(() -> good.requests().size() >= 3);
            int rounds = good.requests().size();
            long fromOne = checks(one);
            long fromOther = checks(other);

            assertThat(fromOne).as("each knows nearly all rounds").isGreaterThanOrEqualTo(2L * (rounds - 1));
            assertThat(fromOther).isGreaterThanOrEqualTo(2L * (rounds - 2));
        }
    }

    @Test
    void theTurnOfOneThatIsGoneIsTaken() {
        try (Redis raw = Redis.connect(redis.settings())) {
            raw.call("SET", TURN, Redis.bytes("gone"), Redis.bytes("PX"), Redis.bytes("3000"));
            try (BareGateway one = gateway(HOURLY)) {
                JsonObject before = shared(one);
                until(() -> {
                    int asked = good.requests().size();
                    boolean held = isHeldBy("gone", raw);
                    assertThat(asked == 0 || !held).as("asked in its own turn").isTrue();
                    return !held;
                });

                assertThat(one.get("/health").body()).contains("\"healthy_count\":1");
                assertThat(before.string("lock_owner")).isEqualTo("gone");
                assertThat(before.bool("lock_in_progress")).isTrue();
                assertThat(before.bool("cache_available")).isFalse();
                assertThat(good.requests()).hasSize(1);
            }
        }
    }

    private static boolean isHeldBy(String name, Redis raw) {
        return raw.call("GET", TURN) instanceof byte[] holder
                && new String(holder, StandardCharsets.UTF_8).equals(name);
    }

    @Test
    void theStatusTellsWhoCheckedAndWhen() {
        try (BareGateway one = gateway(HOURLY);
                BareGateway other = gateway(HOURLY)) {
            one.get("/health");
            other.get("/health");
            until(() -> Boolean.FALSE.equals(shared(other).bool("lock_in_progress")));
            JsonObject ofOne = shared(one);
            JsonObject ofOther = shared(other);

            assertThat(ofOne.string("last_checked_by"))
                    .isEqualTo(ofOther.string("last_checked_by"))
                    .isIn(ofOne.string("pod_id"), ofOther.string("pod_id"));
            assertThat(ofOne.string("pod_id")).isNotEqualTo(ofOther.string("pod_id"));
            assertThat(ofOne.bool("redis_available")).isTrue();
            assertThat(ofOne.bool("cache_available")).isTrue();
            assertThat(ofOne.integer("cache_age_seconds")).isBetween(0L, 20L);
            assertThat(ofOne.integer("lock_ttl")).isEqualTo(60);
            assertThat(ofOne.integer("cache_ttl")).isEqualTo(300);
            redis.kill();
            until(() -> Boolean.FALSE.equals(shared(one).bool("redis_available")));
        }
    }

    @Test
    void withoutRedisEachChecksByItself() {
        redis.kill();
        try (BareGateway one = gateway(HOURLY);
                BareGateway other = gateway(HOURLY)) {
            assertThat(one.get("/health").body()).contains("\"healthy_count\":1");
            assertThat(other.get("/health").body()).contains("\"healthy_count\":1");

            assertThat(good.requests()).hasSize(2);
        }
    }

    @Test
    void withoutTheSettingEachChecksByItself() {
        try (BareGateway one = gateway(HOURLY + ", use_shared_health_check: false");
                BareGateway other = gateway(HOURLY + ", use_shared_health_check: false")) {
            one.get("/health");
            other.get("/health");

            assertThat(good.requests()).hasSize(2);
            assertThat(one.get("/health/shared-status").body())
                    .contains("\"shared_health_check_enabled\":false", "use_shared_health_check is not on");
        }
    }

    @Test
    void whatTheOtherDoesNotKnowIsCheckedHere() {
        FakeOpenAi own = FakeOpenAi.start();
        own.answersWith(call -> Answer.text("own"));
        try (BareGateway one = gateway(HOURLY)) {
            one.get("/health");
            try (BareGateway other = gateway(HOURLY, """
                      - model_name: own
                        litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                    """.formatted(own.baseUrl()))) {
                assertThat(other.get("/health").body()).contains("\"healthy_count\":2", "\"unhealthy_count\":1");
                assertThat(good.requests()).hasSize(1);
                assertThat(own.requests()).hasSize(1);
            }
        } finally {
            own.close();
        }
    }

    private static long checks(BareGateway gateway) {
        JsonObject history = Json.parseObject(
                gateway.get("/health/history?limit=1000").body().getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(history.integer("total_records"));
    }

    private static JsonObject shared(BareGateway gateway) {
        JsonObject told =
                Json.parseObject(gateway.get("/health/shared-status").body().getBytes(StandardCharsets.UTF_8));
        assertThat(told.bool("shared_health_check_enabled")).isTrue();
        return Objects.requireNonNull(told.object("status"));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private BareGateway gateway(String general) {
        return gateway(general, "");
    }

    private BareGateway gateway(String general, String models) {
        String shared = general.contains("use_shared") ? "" : ", use_shared_health_check: true";
        return BareGateway.of(
                """
                general_settings: {background_health_checks: true, enable_health_check_routing: true, %s%s}
                router_settings: {disable_cooldowns: true, num_retries: 0}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                """.formatted(general, shared, bad.baseUrl(), good.baseUrl()) + models,
                Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    }
}
