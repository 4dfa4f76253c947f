package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are charged by who gave them and by what was done for them, as their vendors tell it. */
final class AnsweredCostTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String COST = "x-litellm-response-cost";
    private static final String UNPRICED = "x-dragoman-unpriced";

    private static final String EMBED = "{\"model\":\"text-embedding-3-small\",\"input\":\"Hi\"}";

    private static Gateway vendors;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        vendors = Gateway.start();
        gateway = Gateway.startOf(
                """
                model_list:
                  - model_name: "any/*"
                    litellm_params: {model: "openai/*", api_key: sk-x, api_base: "OPENAI"}
                  - model_name: own
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "OPENAI", input_cost_per_token: 1e-6, output_cost_per_token: 0}
                  - model_name: based
                    litellm_params: {model: openai/my-alias, api_key: sk-x, api_base: "OPENAI"}
                    model_info: {base_model: gpt-4o-mini}
                  - model_name: responses
                    litellm_params: {model: openai/responses/gpt-5, api_key: sk-x, api_base: "OPENAI"}
                  - model_name: router
                    litellm_params: {model: azure/model-router, api_key: sk-x, api_base: "AZURE", api_version: "2024-10-21"}
                  - model_name: gemini
                    litellm_params: {model: gemini/gemini-2.5-flash, api_key: x, api_base: "GEMINI/v1beta"}
                router_settings: {num_retries: 0}
                general_settings:
                  pass_through_endpoints:
                    - path: /v1/priced
                      target: "OPENAI/embeddings"
                      headers: {Authorization: Bearer sk-x}
                      cost_per_request: 0.0125
                    - path: /v1/unpriced
                      target: "OPENAI/embeddings"
                      headers: {Authorization: Bearer sk-x}
                """.replace("OPENAI", vendors.openai.baseUrl())
                        .replace("AZURE", vendors.azure.baseUrl())
                        .replace("GEMINI", vendors.gemini.baseUrl()),
                Map.of("OPENAI_API_KEY", "sk-x", "OPENAI_API_BASE", vendors.openai.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vendors.close();
    }

    @ParameterizedTest
    @CsvSource({
        "any/gpt-4o,gpt-4o-2024-05-13,0.0125", // 1000 x 5e-6 + 500 x 1.5e-5, the version's own
        "any/gpt-4o,gpt-4o-2024-08-06,0.0075", // 1000 x 2.5e-6 + 500 x 1e-5
        "any/my-alias,gpt-4o,0.0075",
        "any/gpt-4o,gpt-4o-mini,0.0075", // never cheaper than what was asked
        "any/gpt-4o-mini,gpt-4o,0.0075",
        "own,gpt-4o-2024-05-13,0.001",
        "based,gpt-4o,0.00045" // 1000 x 1.5e-7 + 500 x 6e-7
    })
    void whoAnsweredIsCharged(String asked, String served, String cost) {
        vendors.openai.answers(json(completion(served)));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question(asked, false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue(COST)).hasValue(cost);
        assertThat(answer.headers().firstValue(UNPRICED)).isEmpty();
    }

    @Test
    void aRouterIsChargedWithTheModelThatItChose() {
        vendors.azure.answers(json(completion("gpt-4o-2024-08-06")), json(completion("nobody-knows")));

        HttpResponse<String> known = gateway.post(CHAT, Gateway.question("router", false));
        HttpResponse<String> unknown = gateway.post(CHAT, Gateway.question("router", false));

        // 1000 x 1.4e-7 beside 1000 x 2.5e-6 + 500 x 1e-5
        assertThat(known.headers().firstValue(COST)).hasValue("0.00764");
        assertThat(known.headers().firstValue(UNPRICED)).isEmpty();
        assertThat(unknown.headers().firstValue(COST)).hasValue("0.00014");
        assertThat(unknown.headers().firstValue(UNPRICED)).hasValue("azure/model-router");
    }

    @Test
    void whoAnsweredInAStreamIsChargedWhenItEnds() {
        String chunk = """
                data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"gpt-4o-2024-05-13","choices":%s}

                """;
        String events = chunk.formatted("[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]")
                + chunk.formatted("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]")
                + chunk.formatted("[],\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":0,\"total_tokens\":2000}")
                + "data: [DONE]\n\n";
        vendors.openai.answers(Answer.raw(200, "text/event-stream", events.getBytes(StandardCharsets.UTF_8)));
        double before = spent("gpt-4o");

        gateway.post(CHAT, Gateway.question("any/gpt-4o", true));

        assertThat(spent("gpt-4o") - before).isEqualTo(2_000 * 5e-6, within());
    }

    @ParameterizedTest
    @ValueSource(strings = {"relayed", "translated"})
    void groundingIsChargedToWhomeverItIsTold(String way) {
        vendors.gemini.answers(json("""
                {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP",
                "groundingMetadata":{"webSearchQueries":["a","b"]}}],"modelVersion":"gemini-2.5-flash",
                "usageMetadata":{"promptTokenCount":1000,"candidatesTokenCount":500,"totalTokenCount":1500}}"""));

        HttpResponse<String> answer = way.equals("translated")
                ? gateway.post(CHAT, Gateway.question("gemini", false))
                : gateway.post(
                        "/v1beta/models/gemini:generateContent",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");

        // 1000 x 3e-7 + 500 x 2.5e-6 + 0.035 for the prompt
        assertThat(answer.headers().firstValue(COST)).hasValue("0.03655");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void groundingOfAStreamIsChargedWhenItEnds(boolean relayed) {
        String events = """
                data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]}}],"modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":1000,"totalTokenCount":1000}}

                data: {"candidates":[{"content":{"role":"model","parts":[{"text":"!"}]},"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["a","b"]}}],"modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":1000,"candidatesTokenCount":500,"totalTokenCount":1500}}

                """;
        vendors.gemini.answers(Answer.raw(200, "text/event-stream", events.getBytes(StandardCharsets.UTF_8)));
        double before = spent("gemini-2.5-flash");

        if (relayed) {
            gateway.post(
                    "/v1beta/models/gemini:streamGenerateContent?alt=sse",
                    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
        } else {
            gateway.post(CHAT, Gateway.question("gemini", true));
        }

        assertThat(spent("gemini-2.5-flash") - before).isEqualTo(0.03655, within());
    }

    @ParameterizedTest
    @CsvSource({
        // 1000 x 1.25e-6 + 500 x 1e-5 and two searches; pages that are opened cost nothing
        "web_search,0.02625",
        // the preview in a model that reasons
        "web_search_preview,0.02625"
    })
    void searchesOfResponsesAreCharged(String tool, String cost) {
        vendors.openai.answers(json(response(tool, 10)));

        HttpResponse<String> answer = gateway.post("/v1/responses", "{\"model\":\"responses\",\"input\":\"Hi\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue(COST)).hasValue(cost);
    }

    @Test
    void searchesOfAStreamedResponseAreChargedWhenItEnds() {
        String events =
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"gpt-5\"}}\n\n"
                        + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
                        + response("web_search", 10).replace("\n", "") + "}\n\n";
        vendors.openai.answers(Answer.raw(200, "text/event-stream", events.getBytes(StandardCharsets.UTF_8)));
        double before = spent("responses/gpt-5");

        gateway.post("/v1/responses", "{\"model\":\"responses\",\"input\":\"Hi\",\"stream\":true}");

        assertThat(spent("responses/gpt-5") - before).isEqualTo(0.02625, within());
    }

    @Test
    void filesAndCodeOfResponsesAreCharged() {
        vendors.openai.answers(json("""
                {"id":"resp_1","object":"response","status":"completed","model":"gpt-5","output":[
                {"type":"file_search_call","id":"fs_1","status":"completed","queries":["x"]},
                {"type":"code_interpreter_call","id":"ci_1","status":"completed","container_id":"c1","code":"1"},
                {"type":"code_interpreter_call","id":"ci_2","status":"completed","container_id":"c1","code":"2"}],
                "usage":{"input_tokens":1000,"output_tokens":0,"total_tokens":1000}}"""));

        HttpResponse<String> answer = gateway.post("/v1/responses", "{\"model\":\"responses\",\"input\":\"Hi\"}");

        // 1000 x 1.25e-6 + 0.0025 for the files + 0.03 for the one container
        assertThat(answer.headers().firstValue(COST)).hasValue("0.03375");
    }

    @Test
    void aSearchModelIsChargedByWhatTheRequestLetsItRead() {
        vendors.openai.answers(json(completion("gpt-4o-search-preview")));

        HttpResponse<String> answer = gateway.post(CHAT, """
                {"model":"any/gpt-4o-search-preview","messages":[{"role":"user","content":"News?"}],
                "web_search_options":{"search_context_size":"high"}}""");

        // 1000 x 2.5e-6 + 500 x 1e-5 + 0.05
        assertThat(answer.headers().firstValue(COST)).hasValue("0.0575");
    }

    @Test
    void theClassOfServiceOfAResponseIsCharged() {
        vendors.openai.answers(json("""
                {"id":"resp_1","object":"response","status":"completed","model":"gpt-5","service_tier":"priority",
                "output":[],"usage":{"input_tokens":1000,"output_tokens":500,"total_tokens":1500}}"""));

        HttpResponse<String> answer = gateway.post("/v1/responses", "{\"model\":\"responses\",\"input\":\"Hi\"}");

        assertThat(answer.headers().firstValue(COST)).hasValue("0.0125"); // 1000 x 2.5e-6 + 500 x 2e-5
    }

    @ParameterizedTest
    @CsvSource({"any/dall-e-3,1,0.039999924", "any/dall-e-3,3,0.119999771"})
    void imagesAreChargedAsManyAsCame(String model, int made, String cost) {
        String images = "{\"b64_json\":\"aGk=\"},".repeat(made);
        vendors.openai.answers(json("{\"created\":1,\"data\":[" + images.substring(0, images.length() - 1) + "]}"));

        HttpResponse<String> answer = gateway.post(
                "/v1/images/generations",
                "{\"model\":\"" + model + "\",\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1024\"}");

        assertThat(answer.headers().firstValue(COST)).hasValue(cost);
    }

    @Test
    void tokensOfImagesThatAreGivenHaveTheirPrice() {
        vendors.openai.answers(json("""
                {"created":1,"data":[{"b64_json":"aGk="}],"usage":{"input_tokens":1000,"output_tokens":100,
                "total_tokens":1100,"input_tokens_details":{"text_tokens":400,"image_tokens":600}}}"""));

        HttpResponse<String> answer =
                gateway.post("/v1/images/generations", "{\"model\":\"any/gpt-image-1\",\"prompt\":\"a cat\"}");

        // 400 x 5e-6 + 600 x 1e-5 + 100 x 4e-5
        assertThat(answer.headers().firstValue(COST)).hasValue("0.012");
    }

    @Test
    void aRequestThatIsHandedOnCostsWhatTheOperatorSays() {
        vendors.openai.answers(json("{\"data\":[]}"), json("{\"data\":[]}"));
        double before = spent("pass-through");

        HttpResponse<String> priced = gateway.post("/v1/priced", EMBED);
        HttpResponse<String> unpriced = gateway.post("/v1/unpriced", EMBED);

        assertThat(priced.statusCode()).isEqualTo(200);
        assertThat(priced.headers().firstValue(COST)).hasValue("0.0125");
        assertThat(unpriced.headers().firstValue(COST)).isEmpty();
        assertThat(spent("pass-through") - before).isEqualTo(0.0125, within());
    }

    @Test
    void aRefusedRequestThatIsHandedOnCostsNothing() {
        vendors.openai.answers(Answer.raw(500, "application/json", "{}".getBytes(StandardCharsets.UTF_8)));
        double before = spent("pass-through");

        HttpResponse<String> refused = gateway.post("/v1/priced", EMBED);

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.headers().firstValue(COST)).isEmpty();
        assertThat(spent("pass-through")).isEqualTo(before);
    }

    @Test
    void imagesOfAVendorsOwnPathAreCharged() {
        vendors.openai.answers(json("{\"created\":1,\"data\":[{\"b64_json\":\"aGk=\"},{\"b64_json\":\"aGk=\"}]}"));
        double before = spent("dall-e-3");

        gateway.post(
                "/openai/v1/images/generations",
                "{\"model\":\"dall-e-3\",\"prompt\":\"a cat\",\"size\":\"1024x1024\"}");

        assertThat(spent("dall-e-3") - before).isEqualTo(2 * 0.039999924, within());
    }

    @Test
    void speechTellsItsCostBeforeItsFirstByte() {
        vendors.openai.answers(Answer.raw(200, "audio/mpeg", new byte[] {1, 2, 3}));

        HttpResponse<String> answer = gateway.post(
                "/v1/audio/speech", "{\"model\":\"any/tts-1\",\"input\":\"Hello there!\",\"voice\":\"alloy\"}");

        assertThat(answer.headers().firstValue(COST)).hasValue("0.00018"); // 12 x 1.5e-5
    }

    private static Answer json(String body) {
        return Answer.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String completion(String model) {
        return """
                {"id":"x","object":"chat.completion","created":1,"model":"%s",
                "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}],
                "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}""".formatted(model);
    }

    private static String response(String tool, long reasoning) {
        return """
                {"id":"resp_1","object":"response","status":"completed","model":"gpt-5","output":[
                {"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"a"}},
                {"type":"web_search_call","id":"ws_2","status":"completed","action":{"type":"open_page","url":"https://x.example"}},
                {"type":"web_search_call","id":"ws_3","status":"completed","action":{"type":"search","query":"b"}}],
                "tools":[{"type":"%s","search_context_size":"medium"}],
                "usage":{"input_tokens":1000,"output_tokens":500,"total_tokens":1500,
                "output_tokens_details":{"reasoning_tokens":%d}}}""".formatted(tool, reasoning);
    }

    /** US dollars that answers of the model cost so far. */
    private static double spent(String model) {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("litellm_spend_metric_total{") && line.contains("model=\"" + model + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
