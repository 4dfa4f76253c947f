package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AffinityTest {

    private static final String SEALING =
            "router_settings: {num_retries: 0, optional_pre_call_checks: [encrypted_content_affinity]}\nmodel_list:\n";
    private static final String LONG = "word ".repeat(1200);

    @Test
    void aSessionStaysWithItsDeployment() {
        try (Routed routed = routed("session_affinity")) {
            for (String session : new String[] {"s1", "s2", "s3"}) {
                Set<String> answering = new HashSet<>();
                for (int i = 0; i < 6; i++) {
                    answering.add(id(routed.ask("x-litellm-session-id", session)));
                    answering.add(id(routed.askWith("\"litellm_session_id\":\"" + session + "\"")));
                    answering.add(id(routed.ask("x-my-tool-session-id", session)));
                }
                assertThat(answering).hasSize(1);
            }
            assertThat(routed.answers(30)).hasSize(3);
        }
    }

    @Test
    void aCallerStaysWithItsDeployment() {
        try (Routed routed = routed("deployment_affinity")) {
            assertThat(routed.answers(12)).hasSize(1);
        }
    }

    @Test
    void aGroupMayHaveItsOwnAffinity() {
        String sections =
                "router_settings: {num_retries: 0, model_group_affinity_config: {chat: [deployment_affinity]}}\n";
        try (Routed routed = new Routed(sections, "", "", "")) {
            assertThat(routed.answers(12)).hasSize(1);
        }
        String others =
                "router_settings: {num_retries: 0, model_group_affinity_config: {other: [deployment_affinity]}}\n";
        try (Routed routed = new Routed(others, "", "", "")) {
            assertThat(routed.answers(30)).hasSize(3);
        }
    }

    @Test
    void aDeploymentThatFailsIsLeftAndTheNextOneIsKept() {
        String sections = "router_settings: {num_retries: 1, optional_pre_call_checks: [session_affinity]}\n";
        try (Routed routed = new Routed(sections, "order: 1", "order: 2", "order: 3")) {
            assertThat(id(routed.ask("x-litellm-session-id", "s"))).isEqualTo("one");
            routed.one.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));
            String second = id(routed.ask("x-litellm-session-id", "s"));
            routed.one.answersWith(call -> Answer.text("from one"));

            assertThat(second).isEqualTo("two");
            assertThat(id(routed.ask("x-litellm-session-id", "s"))).isEqualTo("two");
        }
    }

    @Test
    void aConversationStaysWhereItsBeginningIsCachedAlsoWhenTheMarkerMovesOn() {
        try (Routed routed = routed("prompt_caching")) {
            Set<String> answering = new HashSet<>();
            StringBuilder messages = new StringBuilder(user(LONG, true));
            for (int i = 0; i < 8; i++) {
                answering.add(id(ask(routed, messages.toString())));
                messages = new StringBuilder(
                                messages.toString().replace(",\"cache_control\":{\"type\":\"ephemeral\"}", ""))
                        .append(",{\"role\":\"assistant\",\"content\":\"ok\"},")
                        .append(user("more " + i, true));
            }
            assertThat(answering).hasSize(1);
        }
    }

    @Test
    void aShortBeginningAndOneWithoutAMarkerGoAnywhere() {
        try (Routed routed = routed("prompt_caching")) {
            Set<String> ofShort = new HashSet<>();
            Set<String> ofUnmarked = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                ofShort.add(id(ask(routed, user("hello", true))));
                ofUnmarked.add(id(ask(routed, user(LONG, false))));
            }
            assertThat(ofShort).hasSize(3);
            assertThat(ofUnmarked).hasSize(3);
        }
    }

    @Test
    void reasoningThatIsEncryptedGoesBackToWhoWroteIt() {
        try (FakeAzureOpenAi one = FakeAzureOpenAi.start();
                FakeAzureOpenAi two = FakeAzureOpenAi.start();
                FakeAzureOpenAi three = FakeAzureOpenAi.start();
                Gateway gateway = Gateway.startOf(SEALING + azure(one) + azure(two) + azure(three))) {
            for (int i = 0; i < 4; i++) {
                Answer thoughts = Answer.thinking("thoughts " + i, "sealed" + i, "hello");
                List.of(one, two, three).forEach(fake -> fake.answersWith(call -> thoughts));
                HttpResponse<String> first = responses(gateway, "\"hi\"", i % 2 == 0);
                Set<String> answering = new HashSet<>(Set.of(id(first)));
                for (int again = 0; again < 5; again++) {
                    answering.add(id(responses(gateway, reasoning(sealed(first.body())), false)));
                }
                assertThat(first.body()).contains("sealed" + i);
                assertThat(answering).hasSize(1);
            }
        }
    }

    private static String azure(FakeAzureOpenAi fake) {
        return """
                  - model_name: chat
                    litellm_params: {model: azure/my-gpt-5, api_key: sk-x, api_base: "%s"}
                    model_info: {base_model: azure/gpt-5}
                """.formatted(fake.baseUrl());
    }

    private static HttpResponse<String> responses(Gateway gateway, String input, boolean stream) {
        return gateway.post(
                "/v1/responses",
                "{\"model\":\"chat\",\"store\":false,\"stream\":" + stream
                        + ",\"include\":[\"reasoning.encrypted_content\"],\"input\":" + input + "}");
    }

    private static String sealed(String body) {
        String name = "\"encrypted_content\":\"";
        int at = body.indexOf(name) + name.length();
        return body.substring(at, body.indexOf('"', at));
    }

    private static String reasoning(String content) {
        return "[{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"},{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],"
                + "\"encrypted_content\":\"" + content
                + "\"},{\"type\":\"message\",\"role\":\"user\",\"content\":\"go on\"}]";
    }

    private static HttpResponse<String> ask(Routed routed, String messages) {
        return routed.gateway().post("/v1/chat/completions", "{\"model\":\"chat\",\"messages\":[" + messages + "]}");
    }

    private static String user(String text, boolean marked) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\""
                + (marked ? ",\"cache_control\":{\"type\":\"ephemeral\"}" : "") + "}]}";
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-litellm-model-id").orElse("none: " + answer.body());
    }

    private static Routed routed(String check) {
        return new Routed("router_settings: {num_retries: 0, optional_pre_call_checks: [" + check + "]}\n", "", "", "");
    }
}
