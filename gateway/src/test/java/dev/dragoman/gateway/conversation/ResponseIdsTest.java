package dev.dragoman.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Providers;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseIdsTest {

    private static final Caller ALICE = new Caller("hash-a", "alice", false);
    private static final Caller BOB = new Caller("hash-b", "bob", false);
    private static final Caller BOSS = new Caller("hash-c", "boss", true);

    private final ResponseIds ids = new ResponseIds("secret");

    private static Deployment deployment(String id, String model) {
        Provider provider = Objects.requireNonNull(Providers.builtIn().find("openai"));
        Target target = new Target("gpt-4o", null, "k", null, Map.of(), ModelTraits.unknown("gpt-4o"));
        return new Deployment(
                id,
                model,
                provider,
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                Deployment.Endpoints.of(provider, target),
                Deployment.Turn.ANY);
    }

    private String told(Caller caller, String vendorId) {
        return ids.told(caller, deployment("deployment-1", "my;model/ü"), vendorId);
    }

    private static ResponseIds.AtVendor read(String told) {
        return Objects.requireNonNull(ResponseIds.read(told));
    }

    @Test
    void anIdTellsWhoHasTheAnswer() {
        ResponseIds.AtVendor answer = read(told(ALICE, "resp_68a1"));

        assertThat(answer.provider()).isEqualTo("openai");
        assertThat(answer.deployment()).isEqualTo("deployment-1");
        assertThat(answer.model()).isEqualTo("my;model/ü");
        assertThat(answer.id()).isEqualTo("resp_68a1");
    }

    @Test
    void anIdFitsIntoAPath() {
        assertThat(ids.told(ALICE, deployment("d>?~", "m"), "resp_ÿÿÿ?>")).matches("resp_[A-Za-z0-9_-]+");
    }

    @Test
    void anAnswerIsThatOfItsOwnerAlone() {
        ResponseIds.AtVendor answer = read(told(ALICE, "resp_1"));

        assertThat(ids.isOf(ALICE, answer)).isTrue();
        assertThat(ids.isOf(BOB, answer)).isFalse();
        assertThat(ids.isOf(BOSS, answer)).isTrue();
        assertThat(new ResponseIds("other").isOf(ALICE, answer)).isFalse();
    }

    @Test
    void aSealDoesNotOpenAnotherAnswer() {
        ResponseIds.AtVendor own = read(told(BOB, "resp_1"));

        ResponseIds.AtVendor stolen = new ResponseIds.AtVendor("openai", "d", "m", "resp_2", own.seal());

        assertThat(ids.isOf(BOB, stolen)).isFalse();
    }

    @Test
    void anIdOfLiteLlmIsUnderstoodButNobodysExceptForAdministrators() {
        String told = "resp_"
                + Base64.getEncoder()
                        .encodeToString("litellm:custom_llm_provider:openai;model_id:d;response_id:resp_1"
                                .getBytes(StandardCharsets.UTF_8));

        ResponseIds.AtVendor answer = read(told);

        assertThat(answer.id()).isEqualTo("resp_1");
        assertThat(ids.isOf(ALICE, answer)).isFalse();
        assertThat(ids.isOf(BOSS, answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resp_0198c3f2-1111-7abc-8def-0123456789ab",
                "resp_",
                "",
                "resp_%%%",
                "resp_bGl0ZWxsbTo",
                "resp_bGl0ZWxsbTptb2RlbF9pZDpk",
                "msg_bGl0ZWxsbTptb2RlbF9pZDpk"
            })
    void otherIdsTellNothing(String told) {
        assertThat(ResponseIds.read(told)).isNull();
    }
}
