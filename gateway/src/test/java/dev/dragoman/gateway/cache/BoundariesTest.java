package dev.dragoman.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose answers a key may be told, and what it may do about them. */
final class BoundariesTest {

    private static final byte[] QUESTION =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        // scope, two keys without a team, two keys of one team, two keys of two teams
        "KEY,false,false,false",
        "TEAM,false,true,false",
        "EVERYONE,true,true,true"
    })
    void answersStayWithinTheScope(CacheSettings.Scope scope, boolean keys, boolean oneTeam, boolean twoTeams) {
        assertThat(key(scope, "a", null, "").equals(key(scope, "a", null, ""))).isTrue();
        assertThat(key(scope, "a", null, "").equals(key(scope, "b", null, ""))).isEqualTo(keys);
        assertThat(key(scope, "a", "t", "").equals(key(scope, "b", "t", ""))).isEqualTo(oneTeam);
        assertThat(key(scope, "a", "t", "").equals(key(scope, "b", "u", ""))).isEqualTo(twoTeams);
    }

    @Test
    void aNamespaceLeadsOutOfNoBoundary() {
        assertThat(key(CacheSettings.Scope.KEY, "a", null, "n")).startsWith("n:");
        assertThat(key(CacheSettings.Scope.KEY, "a", null, "n"))
                .isNotEqualTo(key(CacheSettings.Scope.KEY, "b", null, "n"));
        assertThat(key(CacheSettings.Scope.TEAM, "x", null, ""))
                .isNotEqualTo(key(CacheSettings.Scope.TEAM, "y", "x", ""));
    }

    @Test
    void aKeyMaySendOnlyWhatItIsAllowed() {
        JsonObject asked = Json.parseObject("{\"no-cache\":true}");

        assertThat(controls(asked, rights(null, "no-cache")).reads()).isFalse();
        assertThatThrownBy(() -> controls(asked, rights(null, "ttl")))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("cache.no-cache is not allowed for this key (expected: ttl)");
    }

    @Test
    void whatIsSaidOfAKeyCountsInThePlaceOfTheCalls() {
        JsonObject asked = Json.parseObject("{\"no-cache\":true}");

        Controls controls = controls(asked, rights(Json.parseObject("{\"ttl\":5}")));

        assertThat(controls.reads()).isTrue();
        assertThat(controls.ttl()).isEqualTo(Duration.ofSeconds(5));
    }

    private static Controls controls(JsonObject asked, Rights rights) {
        return Controls.of(asked, null, rights, settings(CacheSettings.Scope.KEY));
    }

    private static Rights rights(@Nullable JsonObject controls, String... allowed) {
        return new Rights("a", null, true, controls, List.of(allowed));
    }

    private static String key(CacheSettings.Scope scope, String key, @Nullable String team, String namespace) {
        Call call = new Call(
                "id",
                "/v1/chat/completions",
                new Caller(key, "", false),
                "m",
                new ChatSource(new OpenAiDialect(), JsonBody.parse(QUESTION), false),
                CallOptions.NONE,
                Headers.EMPTY,
                new ReplyFrame("id", "m", 0, false, false),
                0,
                Cancellation.never());
        return new CacheKeys(settings(scope), () -> false)
                .of(call, new Rights(key, team, true, null, List.of()), namespace);
    }

    private static CacheSettings settings(CacheSettings.Scope scope) {
        return new CacheSettings(
                true,
                null,
                "",
                EnumSet.allOf(CacheSettings.CachedCall.class),
                scope,
                List.of(),
                1 << 20,
                new CacheSettings.Local(1 << 20));
    }
}
